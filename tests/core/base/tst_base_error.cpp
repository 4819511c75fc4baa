// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <QRegularExpression>
#include <QTest>
#include <set>

using namespace fieldfare;

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

class ErrorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasASlugOfItsOwn();
    void everyCodeSaysWhatHappenedAndWhatToDo();
    void slugsLeadBackToTheirCodes();
    void placeholdersAreFilled();
    void whatNobodyKnowsIsNotShown();
    void bracesThatAreNotClosedStay();
    void valuesAreNotTakenForTemplates();
    void numbersAreShownInDecimal();
    void anIoErrorNamesItsOperation();
};

void ErrorTest::everyCodeHasASlugOfItsOwn() {
    const auto [first, count] = errorTemplates();
    QVERIFY(count > 50);
    std::set<std::string_view> slugs;
    static const QRegularExpression form("^[a-z]+(-[a-z]+)*$");
    for (std::size_t i = 0; i < count; ++i) {
        QCOMPARE(static_cast<std::size_t>(first[i].code), i);
        QVERIFY2(slugs.insert(first[i].slug).second, qPrintable(text(first[i].slug)));
        QVERIFY2(form.match(text(first[i].slug)).hasMatch(), qPrintable(text(first[i].slug)));
    }
}

/// Three parts; "to what" may be empty, the others are whole sentences in plain words.
void ErrorTest::everyCodeSaysWhatHappenedAndWhatToDo() {
    const auto [first, count] = errorTemplates();
    static const QRegularExpression placeholder("^[a-zA-Z]+$");
    for (std::size_t i = 0; i < count; ++i) {
        const QString slug = text(first[i].slug);
        for (const std::string_view part : {first[i].happened, first[i].remedy}) {
            QVERIFY2(part.size() > 5, qPrintable(slug));
            QVERIFY2(part.ends_with('.') || part.ends_with('?'), qPrintable(slug));
            QVERIFY2(text(part).at(0).isUpper() || part.starts_with('{'), qPrintable(slug));
            QVERIFY2(!text(part).contains("  "), qPrintable(slug));
        }
        QVERIFY2(!first[i].where.ends_with('.'), qPrintable(slug));
        const QString all = text(first[i].happened) + text(first[i].where) + text(first[i].remedy);
        QVERIFY2(all.count('{') == all.count('}'), qPrintable(slug));
        auto names = QRegularExpression("\\{([^}]*)\\}").globalMatch(all);
        while (names.hasNext()) {
            QVERIFY2(placeholder.match(names.next().captured(1)).hasMatch(), qPrintable(slug));
        }
    }
}

void ErrorTest::slugsLeadBackToTheirCodes() {
    const auto [first, count] = errorTemplates();
    for (std::size_t i = 0; i < count; ++i) {
        QCOMPARE(errorFromSlug(first[i].slug), std::optional(first[i].code));
        QCOMPARE(errorSlug(first[i].code), first[i].slug);
    }
    QVERIFY(!errorFromSlug("no-such-slug").has_value());
    QVERIFY(!errorFromSlug("").has_value());
}

void ErrorTest::placeholdersAreFilled() {
    const Error error(
        ErrorCode::SlotTooSmall,
        {{"slot", "rootfs-b"}, {"need", std::uint64_t{4294967297}}, {"have", std::uint64_t{4096}}});
    const ErrorText words = describe(error);
    QCOMPARE(words.happened, "The image does not fit: it needs 4294967297 bytes, the slot has 4096.");
    QCOMPARE(words.where, "slot rootfs-b");
    const std::string line = describeLine(error);
    QVERIFY(line.ends_with("[slot-too-small]"));
}

void ErrorTest::whatNobodyKnowsIsNotShown() {
    const ErrorText words = describe(Error(ErrorCode::NotFound));
    QCOMPARE(words.where, "");
    const ErrorText some = describe(Error(ErrorCode::BadConfig, {{"key", "x"}}));
    QVERIFY(some.where.find("key x") != std::string::npos);
}

void ErrorTest::bracesThatAreNotClosedStay() {
    const Error error(ErrorCode::Io);
    QCOMPARE(fillTemplate("", error), "");
    QCOMPARE(fillTemplate("{", error), "{");
    QCOMPARE(fillTemplate("a {b", error), "a {b");
    QCOMPARE(fillTemplate("a } b", error), "a } b");
    QCOMPARE(fillTemplate("{} {x}", error), "? ?");
}

void ErrorTest::valuesAreNotTakenForTemplates() {
    const Error error(ErrorCode::Io, {{"detail", "{path}"}, {"path", "/secret"}});
    QCOMPARE(fillTemplate("{detail}!", error), "{path}!");
}

void ErrorTest::numbersAreShownInDecimal() {
    QCOMPARE(toString(ErrorValue(std::uint64_t{UINT64_MAX})), "18446744073709551615");
    QCOMPARE(toString(ErrorValue(std::int64_t{INT64_MIN})), "-9223372036854775808");
    QCOMPARE(toString(ErrorValue(std::string("x"))), "x");
}

void ErrorTest::anIoErrorNamesItsOperation() {
    const std::string line = describeLine(ioError("write", "/dev/mmcblk0p3", 5));
    QVERIFY(line.find("/dev/mmcblk0p3 (write)") != std::string::npos);
    QVERIFY(line.find("Input/output error") != std::string::npos);
    QVERIFY(!describeLine(ioError("write", "", 123456)).empty());
}

QTEST_GUILESS_MAIN(ErrorTest)
#include "tst_base_error.moc"
