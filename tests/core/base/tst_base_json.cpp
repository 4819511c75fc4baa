// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <QTest>

using namespace fieldfare;

class JsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotStrictJsonIsRefused_data();
    void whatIsNotStrictJsonIsRefused();
    void sizeAndDepthAreLimited();
    void aReaderGivesTypedMembers();
    void theFirstFaultIsKept();
    void unknownMembersAreRefused();
    void wrongTypesAreRefused_data();
    void wrongTypesAreRefused();
    void optionalMembersHaveDefaults();
    void whatIsNoObjectIsRefused();
};

void JsonTest::whatIsNotStrictJsonIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" ");
    QTest::newRow("a key twice") << QByteArray(R"({"a":1,"a":2})");
    QTest::newRow("a key twice, escaped") << QByteArray(R"({"a":1,"\u0061":2})");
    QTest::newRow("a key twice, deep") << QByteArray(R"({"x":[{"a":1,"a":2}]})");
    QTest::newRow("text after it") << QByteArray("{} x");
    QTest::newRow("two values") << QByteArray("{}{}");
    QTest::newRow("comment") << QByteArray("{/*x*/}");
    QTest::newRow("trailing comma") << QByteArray("[1,]");
    QTest::newRow("invalid UTF-8") << QByteArray("\"\xff\"");
    QTest::newRow("overlong UTF-8") << QByteArray("\"\xc0\x80\"");
    QTest::newRow("lone surrogate") << QByteArray(R"("\ud800")");
    QTest::newRow("control character") << QByteArray("\"a\nb\"");
    QTest::newRow("NaN") << QByteArray("NaN");
    QTest::newRow("infinite") << QByteArray("1e999");
    QTest::newRow("leading zero") << QByteArray("01");
    QTest::newRow("cut off") << QByteArray(R"({"a":[1,2)");
    QTest::newRow("byte zero behind it") << QByteArray("{}\0", 3);
    QTest::newRow("hidden behind a byte zero") << QByteArray("{}\0{\"a\":1}", 10);
}

void JsonTest::whatIsNotStrictJsonIsRefused() {
    QFETCH(QByteArray, text);
    const auto json = parseJson({text.constData(), static_cast<std::size_t>(text.size())});
    QVERIFY(!json.ok());
    QCOMPARE(json.error().code(), ErrorCode::BadJson);
}

void JsonTest::sizeAndDepthAreLimited() {
    QVERIFY(parseJson("[1,2]", {5, 16}).ok());
    QCOMPARE(parseJson("[1,2] ", {5, 16}).error().code(), ErrorCode::TooLarge);
    QVERIFY(parseJson("[[{\"a\":[]}]]", {100, 4}).ok());
    QCOMPARE(parseJson("[[{\"a\":[[]]}]]", {100, 4}).error().code(), ErrorCode::BadJson);
    const std::string deep(500'000, '[');
    QCOMPARE(parseJson(deep).error().code(), ErrorCode::BadJson);
    std::string objects;
    for (int i = 0; i < 100'000; ++i) {
        objects += "{\"a\":";
    }
    QCOMPARE(parseJson(objects).error().code(), ErrorCode::BadJson);
}

void JsonTest::aReaderGivesTypedMembers() {
    const Json json = *parseJson(
        R"({"t":"text","n":18446744073709551615,"s":-5,"b":true,"o":{},"a":[1],"l":["x","y"],"z":null})");
    JsonReader reader(json, "thing");
    QCOMPARE(reader.text("t", 4), "text");
    QCOMPARE(reader.number("n", UINT64_MAX), UINT64_MAX);
    QCOMPARE(reader.signedNumber("s"), -5);
    QCOMPARE(reader.boolean("b"), true);
    QVERIFY(reader.object("o").is_object());
    QCOMPARE(reader.array("a", 1).size(), 1U);
    QCOMPARE(reader.textArray("l", 2, 1).size(), 2U);
    QVERIFY(!reader.has("z"));
    reader.ignore("z");
    QVERIFY(reader.finish().ok());
}

void JsonTest::theFirstFaultIsKept() {
    const Json json = *parseJson(R"({"n":"5"})");
    JsonReader reader(json, "thing");
    QCOMPARE(reader.number("n", 10), 0U);
    QCOMPARE(reader.text("missing", 10), "");
    const Result<> finished = reader.finish();
    QVERIFY(!finished.ok());
    QCOMPARE(finished.error().code(), ErrorCode::BadValue);
    QCOMPARE(toString(*finished.error().find("key")), "thing.n");
}

void JsonTest::unknownMembersAreRefused() {
    const Json json = *parseJson(R"({"known":1,"unknown":2})");
    JsonReader reader(json, "thing");
    QCOMPARE(reader.number("known", 10), 1U);
    const Result<> finished = reader.finish();
    QVERIFY(!finished.ok());
    QCOMPARE(finished.error().code(), ErrorCode::UnknownKey);
    QCOMPARE(toString(*finished.error().find("key")), "thing.unknown");
}

void JsonTest::wrongTypesAreRefused_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("getter");
    QTest::newRow("number for text") << R"({"k":5})"
                                     << "text";
    QTest::newRow("text too long") << R"({"k":"12345"})"
                                   << "text";
    QTest::newRow("float") << R"({"k":1.0})"
                           << "number";
    QTest::newRow("exponent") << R"({"k":1e2})"
                              << "number";
    QTest::newRow("negative") << R"({"k":-1})"
                              << "number";
    QTest::newRow("too large") << R"({"k":101})"
                               << "number";
    QTest::newRow("2^64") << R"({"k":18446744073709551616})"
                          << "number";
    QTest::newRow("boolean for number") << R"({"k":true})"
                                        << "number";
    QTest::newRow("2^63 signed") << R"({"k":9223372036854775808})"
                                 << "signed";
    QTest::newRow("number for boolean") << R"({"k":1})"
                                        << "boolean";
    QTest::newRow("array for object") << R"({"k":[]})"
                                      << "object";
    QTest::newRow("object for array") << R"({"k":{}})"
                                      << "array";
    QTest::newRow("array too long") << R"({"k":[1,2,3]})"
                                    << "array";
    QTest::newRow("number in texts") << R"({"k":["a",1]})"
                                     << "texts";
    QTest::newRow("null") << R"({"k":null})"
                          << "text";
}

void JsonTest::wrongTypesAreRefused() {
    QFETCH(QString, text);
    QFETCH(QString, getter);
    const Json json = *parseJson(text.toStdString());
    JsonReader reader(json, "thing");
    if (getter == "text") {
        QCOMPARE(reader.text("k", 4), "");
    } else if (getter == "number") {
        QCOMPARE(reader.number("k", 100), 0U);
    } else if (getter == "signed") {
        QCOMPARE(reader.signedNumber("k"), 0);
    } else if (getter == "boolean") {
        QCOMPARE(reader.boolean("k"), false);
    } else if (getter == "object") {
        QVERIFY(reader.object("k").empty());
    } else if (getter == "array") {
        QVERIFY(reader.array("k", 2).empty());
    } else {
        QVERIFY(reader.textArray("k", 10, 10).empty());
    }
    QVERIFY(!reader.finish().ok());
}

void JsonTest::optionalMembersHaveDefaults() {
    const Json json = *parseJson("{}");
    JsonReader reader(json, "thing");
    QCOMPARE(reader.textOr("t", 10, "default"), "default");
    QCOMPARE(reader.numberOr("n", 10, 7), 7U);
    QCOMPARE(reader.booleanOr("b", true), true);
    QVERIFY(reader.arrayOrEmpty("a", 5).empty());
    QVERIFY(reader.finish().ok());
    const Json wrong = *parseJson(R"({"n":"x"})");
    JsonReader strict(wrong, "thing");
    QCOMPARE(strict.numberOr("n", 10, 7), 0U);
    QVERIFY(!strict.finish().ok());
}

void JsonTest::whatIsNoObjectIsRefused() {
    for (const char* text : {"[]", "5", "\"x\"", "null"}) {
        const Json json = *parseJson(text);
        JsonReader reader(json, "thing");
        QCOMPARE(reader.textOr("t", 5, ""), "");
        QCOMPARE(reader.finish().error().code(), ErrorCode::BadValue);
    }
}

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_base_json.moc"
