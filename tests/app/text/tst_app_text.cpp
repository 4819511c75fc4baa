// SPDX-License-Identifier: Apache-2.0
// What people read: every error in every language, and nothing that could fool a screen.
#include "app/text/amounts.h"
#include "app/text/device_words.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"
#include "app/text/translations.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

QStringList placeholders(const QString& text) {
    QStringList found;
    static const QRegularExpression pattern(QStringLiteral("\\{[a-z]+\\}|%[0-9n]"));
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        found += match.next().captured();
    }
    found.sort();
    return found;
}

/// A text that is only placeholders and punctuation needs no translation.
bool hasWords(const QString& text) {
    QString rest = text;
    rest.remove(QRegularExpression(QStringLiteral("\\{[a-z]+\\}|%[0-9n]")));
    return rest.contains(QRegularExpression(QStringLiteral("[A-Za-z]{2}")));
}

QStringList translationFiles() {
    return QDir(QStringLiteral(FIELDFARE_SOURCE_DIR "/translations")).entryList({QStringLiteral("*.ts")});
}

/// The program speaks another language while one of these lives.
class Speaking {
public:
    explicit Speaking(const QString& language) {
        installed = installTranslation(*QCoreApplication::instance(), QLocale(language));
    }
    ~Speaking() { qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator*>()); }
    Speaking(const Speaking&) = delete;
    Speaking& operator=(const Speaking&) = delete;
    bool installed = false;
};

} // namespace

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTranslationIsFinished() {
        QCOMPARE(translationFiles().size(),
                 2 * (languages().size() - 1)); // the window's, and all the rest; not English
        for (const QString& name : translationFiles()) {
            QFile file(QStringLiteral(FIELDFARE_SOURCE_DIR "/translations/") + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QXmlStreamReader xml(&file);
            QString source;
            int messages = 0;
            while (!xml.atEnd()) {
                if (xml.readNext() != QXmlStreamReader::StartElement) {
                    continue;
                }
                if (xml.name() == QStringLiteral("source")) {
                    source = xml.readElementText();
                } else if (xml.name() == QStringLiteral("translation")) {
                    const QString type = xml.attributes().value(QStringLiteral("type")).toString();
                    const QString text = xml.readElementText();
                    QVERIFY2(type.isEmpty() && !text.isEmpty(), qPrintable(name + ": " + source));
                    QVERIFY2(placeholders(text) == placeholders(source), qPrintable(name + ": " + source));
                    ++messages;
                }
            }
            QVERIFY(!xml.hasError());
            QVERIFY(messages > 200);
        }
    }

    /// One walk over the table, for all that is shown of a code. Its English is held in tst_base_error.
    void everyErrorIsTranslatedAndSaysWhatHappenedAndWhatToDo_data() {
        QTest::addColumn<QString>("language");
        for (const QString& language : languages().sliced(1)) {
            QTest::newRow(qPrintable(language)) << language;
        }
    }

    void everyErrorIsTranslatedAndSaysWhatHappenedAndWhatToDo() {
        QFETCH(const QString, language);
        const auto [table, count] = errorTemplates();
        for (std::size_t i = 0; i < count; ++i) {
            const ErrorMessage message = errorMessage(Error(table[i].code));
            QVERIFY2(message.happened.endsWith(u'.'), table[i].slug.data());
            QVERIFY2(message.remedy.endsWith(u'.'), table[i].slug.data());
            QVERIFY2(message.where.isEmpty(), table[i].slug.data()); // nothing is known about the place
            QVERIFY(message.details.startsWith(QString::fromStdString(std::string(table[i].slug))));
            const Speaking speaking(language);
            QVERIFY(speaking.installed);
            for (const std::string_view part : {table[i].happened, table[i].where, table[i].remedy}) {
                const QString source = QString::fromStdString(std::string(part));
                const QString text = QCoreApplication::translate("Error", source.toUtf8().constData());
                QVERIFY2(!hasWords(source) || text != source,
                         qPrintable(source + ": run scripts/update-translations and translate it"));
                QVERIFY2(placeholders(source) == placeholders(text), qPrintable(source));
            }
        }
    }

    void parametersAreFilledInAndMadeSafe() {
        const ErrorMessage message =
            errorMessage(Error(ErrorCode::SlotTooSmall, {{"need", std::uint64_t{200}},
                                                         {"have", std::uint64_t{100}},
                                                         {"slot", std::string("b\x1b[31m\n")}}));
        QVERIFY(message.happened.contains("200") && message.happened.contains("100"));
        QVERIFY(message.where.startsWith("slot b"));
        QVERIFY(!message.where.contains(QChar(0x1b)) && !message.where.contains(u'\n'));
        QVERIFY(message.oneLine().contains("slot b"));
    }

    void hostileTextIsMadeSafe_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QByteArray("gateway-017") << "gateway-017";
        QTest::newRow("chinese") << QByteArray("\xe7\xbd\x91\xe5\x85\xb3")
                                 << QString::fromUtf8("\xe7\xbd\x91\xe5\x85\xb3");
        QTest::newRow("escape") << QByteArray("a\x1b[2Jb") << QString("a") + QChar(0xfffd) + "[2Jb";
        QTest::newRow("newline") << QByteArray("a\r\nb")
                                 << QString("a") + QChar(0xfffd) + QChar(0xfffd) + "b";
        QTest::newRow("right-to-left") << QByteArray("a\xe2\x80\xae"
                                                     "b\xe2\x81\xa6")
                                       << "ab";
        QTest::newRow("zero width") << QByteArray("a\xe2\x80\x8b\xef\xbb\xbf"
                                                  "b")
                                    << "ab";
        QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8"
                                                      "b")
                                        << QString("a") + QChar(0xfffd) + "b";
        QTest::newRow("invalid utf-8")
            << QByteArray("a\xff\xfe") << QString("a") + QChar(0xfffd) + QChar(0xfffd);
        QTest::newRow("c1") << QByteArray("a\xc2\x9b"
                                          "b")
                            << QString("a") + QChar(0xfffd) + "b";
        QTest::newRow("nul") << QByteArray("a\0b", 3) << QString("a") + QChar(0xfffd) + "b";
    }
    void hostileTextIsMadeSafe() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, shown);
        QCOMPARE(sanitized({bytes.constData(), static_cast<std::size_t>(bytes.size())}), shown);
        QCOMPARE(sanitized(shown), sanitized(sanitized(shown)));
    }

    void longTextIsCutAtACharacter() {
        const QString pair = QString::fromUcs4(U"\U0001F426");
        const QString cut = sanitized(pair.repeated(200), 11);
        QCOMPARE(cut, pair.repeated(5) + QChar(0x2026));
        QVERIFY(sanitized(QString(10'000'000, QChar(0x200b))).size() <= 1);
        QCOMPARE(sanitized(std::string(1'000'000, 'x'), 10).size(), 11);
    }

    void amountsAreForPeople() {
        QCOMPARE(bytesText(0), QString("0 B"));
        QCOMPARE(bytesText(999), QString("999 B"));
        QCOMPARE(bytesText(1000), QString("1.0 kB"));
        QCOMPARE(bytesText(999'999), QString("1.0 MB"));
        QCOMPARE(bytesText(31'400'000), QString("31 MB"));
        QCOMPARE(bytesText(~std::uint64_t{0}), QString("18 EB"));
        QCOMPARE(durationText(std::chrono::seconds(8)), QString("8 s"));
        QCOMPARE(durationText(std::chrono::seconds(185)), QString("3 min 5 s"));
        QCOMPARE(durationText(std::chrono::seconds(7440)), QString("2 h 4 min"));
        QCOMPARE(durationText(std::chrono::seconds(-1)), QString("0 s"));
    }

    void everyStateHasAWord() {
        for (int state = 0; state <= int(InstallationState::Cancelled); ++state) {
            QVERIFY(!installationStateWord(static_cast<InstallationState>(state)).isEmpty());
        }
        for (int state = 0; state <= int(SlotState::Bad); ++state) {
            QVERIFY(!slotStateWord(static_cast<SlotState>(state)).isEmpty());
        }
        QCOMPARE(releaseText({}), QString("-"));
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_app_text.moc"
