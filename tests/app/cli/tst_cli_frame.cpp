// SPDX-License-Identifier: Apache-2.0
// The frame that every command stands in: options, help, completion, exit codes, terminal.
#include "app/cli/command_table.h"
#include "app/cli/completion_command.h"
#include "app/cli/help.h"
#include "app/cli/progress_line.h"
#include "app/cli/terminal_text.h"
#include "app/text/translations.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>
#include <QTranslator>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

const CommandSpec& sampleSpec() {
    static const CommandSpec spec{
        "fieldfare",
        "",
        {},
        {},
        "",
        {},
        {CommandSpec{"push",
                     "",
                     {{"X.ffb", ""}},
                     {{"to", "HOST", "", OptionSpec::Repeat::Many}, {"parallel", "N"}, {"reboot"}}},
         CommandSpec{
             "keys",
             "",
             {},
             {},
             "",
             {},
             {CommandSpec{"issue", "", {{"ROLE", ""}, {"FILE", "", PositionalSpec::Presence::AnyNumber}}}}}}};
    return spec;
}

Result<Arguments> parse(std::vector<std::string> words) {
    static std::vector<std::string> kept; // parseArguments copies what it keeps
    kept = std::move(words);
    return parseArguments(sampleSpec(), kept);
}

std::string usageFault(std::vector<std::string> words) {
    const auto parsed = parse(std::move(words));
    if (parsed || !(parsed.error() == ErrorCode::BadUsage)) {
        return {};
    }
    return toString(*parsed.error().find("detail"));
}

/// Every command and subcommand with the words that lead to it.
std::vector<std::pair<std::vector<std::string>, const CommandSpec*>> allSpecs(const CommandSpec& root) {
    std::vector<std::pair<std::vector<std::string>, const CommandSpec*>> found{{{}, &root}};
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto [path, spec] = found[i];
        for (const CommandSpec& sub : spec->subcommands) {
            std::vector<std::string> deeper = path;
            deeper.emplace_back(sub.name);
            found.emplace_back(std::move(deeper), &sub);
        }
    }
    return found;
}

QStringList complete(const QString& script, const QStringList& words) {
    QProcess bash;
    QStringList quoted;
    for (const QString& word : words) {
        quoted += u'\'' + word + u'\'';
    }
    bash.start(
        QStringLiteral("bash"),
        {QStringLiteral("-c"),
         QStringLiteral(
             "source %1; COMP_WORDS=(%2); COMP_CWORD=%3; _fieldfare; printf '%s\\n' \"${COMPREPLY[@]}\"")
             .arg(script, quoted.join(u' '))
             .arg(words.size() - 1)});
    bash.waitForFinished();
    return QString::fromUtf8(bash.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
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

class TestCliFrame : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goodLinesAreRead() {
        const auto arguments =
            parse({"push", "--to", "a", "x.ffb", "--to=b", "--parallel", "3", "--json", "-q"});
        QVERIFY(arguments.ok());
        QCOMPARE(arguments->path(), std::vector<std::string>{"push"});
        QCOMPARE(arguments->values("to"), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(arguments->positional(0), std::string("x.ffb"));
        QCOMPARE(*arguments->numberOr("parallel", 8, 1, 9), std::uint64_t{3});
        QCOMPARE(*arguments->numberOr("missing", 8, 1, 9), std::uint64_t{8});
        QVERIFY(arguments->has("json") && arguments->has("quiet") && !arguments->has("reboot"));
    }

    void afterTwoDashesEverythingIsAnArgument() {
        const auto arguments = parse({"push", "--", "--to"});
        QVERIFY(arguments.ok());
        QCOMPARE(arguments->positional(0), std::string("--to"));
    }

    void helpNeedsNothingElse() {
        const auto arguments = parse({"keys", "issue", "--help"});
        QVERIFY(arguments.ok());
        QCOMPARE(arguments->subcommand(), std::string_view("issue"));
        QVERIFY(parse({"--help"}).ok());
        QVERIFY(parse({"keys", "-h"}).ok());
    }

    void faultsNameTheWord_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("mentions");
        QTest::newRow("nothing") << QStringList() << QStringList{"command"};
        QTest::newRow("unknown command") << QStringList{"psh"} << QStringList{"psh", "push"};
        QTest::newRow("unknown subcommand") << QStringList{"keys", "isue"} << QStringList{"isue", "issue"};
        QTest::newRow("no subcommand") << QStringList{"keys"} << QStringList{"keys"};
        QTest::newRow("unknown option")
            << QStringList{"push", "x", "--paralel", "3"} << QStringList{"--paralel", "--parallel"};
        QTest::newRow("far-off option")
            << QStringList{"push", "x", "--zzzzzzzz"} << QStringList{"--zzzzzzzz"};
        QTest::newRow("short option") << QStringList{"push", "x", "-z"} << QStringList{"-z"};
        QTest::newRow("option of another command")
            << QStringList{"keys", "issue", "x", "--to", "y"} << QStringList{"--to"};
        QTest::newRow("no value") << QStringList{"push", "x", "--to"} << QStringList{"--to", "HOST"};
        QTest::newRow("forgotten value")
            << QStringList{"push", "x", "--to", "--reboot"} << QStringList{"--to", "HOST"};
        QTest::newRow("value for a flag")
            << QStringList{"push", "x", "--reboot=1"} << QStringList{"--reboot"};
        QTest::newRow("twice") << QStringList{"push", "x", "--parallel", "1", "--parallel", "2"}
                               << QStringList{"--parallel"};
        QTest::newRow("missing argument") << QStringList{"push"} << QStringList{"X.ffb"};
        QTest::newRow("too many arguments") << QStringList{"push", "x", "surplus"} << QStringList{"surplus"};
    }
    void faultsNameTheWord() {
        QFETCH(QStringList, words);
        QFETCH(QStringList, mentions);
        std::vector<std::string> line;
        for (const QString& word : words) {
            line.push_back(word.toStdString());
        }
        const QString fault = QString::fromStdString(usageFault(line));
        for (const QString& mention : mentions) {
            QVERIFY2(fault.contains(mention), qPrintable(fault));
        }
        QVERIFY2(fault.contains("did you mean") == (mentions.size() == 2 && !mentions[1].startsWith("HOST")),
                 qPrintable(fault));
    }

    void numbersAreStrict_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "0", "10", "-1", "+1", "1.0", " 1", "1 ", "0x1", "99999999999999999999", "eins"}) {
            QTest::addRow("<%s>", text) << QString::fromLatin1(text);
        }
    }
    void numbersAreStrict() {
        QFETCH(QString, text);
        const auto arguments = parse({"push", "x", "--parallel=" + text.toStdString()});
        QVERIFY(arguments.ok());
        QVERIFY(!arguments->numberOr("parallel", 1, 1, 9).ok());
    }

    void everyCommandHasAPageWithExamples() {
        const CommandSpec root = programSpec(allCommands());
        for (const auto& [path, spec] : allSpecs(root)) {
            const QString page = helpText(*spec, path);
            QVERIFY2(*spec->summary != '\0', spec->name);
            QVERIFY2(!QString::fromUtf8(spec->summary).endsWith(u'.'), spec->name);
            QVERIFY2(!spec->examples.empty() || !spec->subcommands.empty(), spec->name);
            for (const char* example : spec->examples) {
                QVERIFY2(QString::fromUtf8(example).contains("fieldfare "), example);
            }
            for (const OptionSpec& option : spec->options) {
                QVERIFY2(page.contains("--" + QString::fromLatin1(option.name)) && *option.help != '\0',
                         option.name);
            }
        }
    }

    void theExamplesOfThePagesAreValid() {
        const CommandSpec root = programSpec(allCommands());
        for (const auto& [path, spec] : allSpecs(root)) {
            for (const char* example : spec->examples) {
                const QString line = QString::fromUtf8(example);
                if (!line.startsWith("fieldfare ") || line.contains(QRegularExpression("[<>|$&]"))) {
                    continue; // a line of the shell around it
                }
                std::vector<std::string> words;
                for (const QString& word : QProcess::splitCommand(line).mid(1)) {
                    words.push_back(word.toStdString());
                }
                const auto parsed = parseArguments(root, words);
                QVERIFY2(parsed.ok(), example);
            }
        }
    }

    void everyTextOfTheTableIsTranslated_data() {
        QTest::addColumn<QString>("language");
        for (const QString& language : languages().sliced(1)) {
            QTest::newRow(qPrintable(language)) << language;
        }
    }

    void everyTextOfTheTableIsTranslated() {
        QFETCH(const QString, language);
        const Speaking speaking(language);
        QVERIFY(speaking.installed);
        const CommandSpec root = programSpec(allCommands());
        for (const auto& [path, spec] : allSpecs(root)) {
            std::vector<const char*> texts{spec->summary, spec->details};
            for (const OptionSpec& option : spec->options) {
                texts.push_back(option.help);
            }
            for (const PositionalSpec& positional : spec->positionals) {
                texts.push_back(positional.help);
            }
            for (const char* text : texts) {
                QVERIFY2(*text == '\0' || QCoreApplication::translate("Cli", text) != QString::fromUtf8(text),
                         text);
            }
        }
    }

    void bashCompletesEveryCommandAndOption() {
        const CommandSpec root = programSpec(allCommands());
        QTemporaryFile script;
        QVERIFY(script.open());
        script.write(QByteArray::fromStdString(bashCompletion(root)));
        script.flush();
        for (const auto& [path, spec] : allSpecs(root)) {
            QStringList words{"fieldfare"};
            for (const std::string& word : path) {
                words += QString::fromStdString(word);
            }
            const QStringList offered = complete(script.fileName(), words + QStringList{"--"});
            for (const auto* options : {&spec->options, &commonOptions()}) {
                for (const OptionSpec& option : *options) {
                    QVERIFY2(offered.contains("--" + QString::fromLatin1(option.name)), option.name);
                }
            }
            if (!spec->subcommands.empty()) {
                const QStringList commands = complete(script.fileName(), words + QStringList{""});
                for (const CommandSpec& sub : spec->subcommands) {
                    QVERIFY2(commands.contains(QString::fromLatin1(sub.name)), sub.name);
                }
            }
        }
        QCOMPARE(complete(script.fileName(), {"fieldfare", "pu"}), QStringList{"push"});
        QVERIFY(complete(script.fileName(), {"fieldfare", "push", "--parallel", ""}).isEmpty());
        QVERIFY(complete(script.fileName(), {"fieldfare", "--json", "devices", "li"}).contains("list"));
    }

    void everyErrorHasAnExitCode() {
        const auto [table, count] = errorTemplates();
        for (std::size_t i = 0; i < count; ++i) {
            QVERIFY2(exitCodeOf(table[i].code) != ExitCode::Ok, table[i].slug.data());
        }
        QVERIFY(exitCodeOf(ErrorCode::WrongModel) == ExitCode::Refused);
        QVERIFY(exitCodeOf(ErrorCode::LinkLost) == ExitCode::Unreachable);
        QVERIFY(exitCodeOf(ErrorCode::FellBack) == ExitCode::WentBack);
        QVERIFY(worse(ExitCode::Ok, ExitCode::Unreachable) == ExitCode::Unreachable);
        QVERIFY(worse(ExitCode::WentBack, ExitCode::Refused) == ExitCode::WentBack);
    }

    void wideCharactersTakeTwoColumns() {
        QCOMPARE(columnsOf(QString::fromUtf8("\xe8\xae\xbe\xe5\xa4\x87")), 4);
        QCOMPARE(columnsOf(QString("abc")), 3);
        QCOMPARE(columnsOf(QString::fromUtf8("e\xcc\x81")), 1);
        QCOMPARE(columnsOf(padded(QString::fromUtf8("\xe8\xae\xbe"), 6)), 6);
        QVERIFY(columnsOf(elided(QString::fromUtf8("\xe8\xae\xbe").repeated(9), 7)) <= 7);
        QCOMPARE(elided(QString("abcdef"), 4), QString("abc") + QChar(0x2026));
        QCOMPARE(elided(QString("abc"), 3), QString("abc"));
    }

    void barsAndRatesStayInBounds() {
        QCOMPARE(progressBar(0, 100, 12), QString("[----------]"));
        QCOMPARE(progressBar(50, 100, 12), QString("[#####-----]"));
        QCOMPARE(progressBar(300, 100, 12), QString("[##########]"));
        QCOMPARE(progressBar(5, 0, 12), QString("[----------]"));
        RateMeter rate;
        const auto start = std::chrono::steady_clock::now();
        rate.update(0, start);
        rate.update(1'000'000, start + std::chrono::seconds(1));
        QCOMPARE(rate.bytesPerSecond(), 1e6);
        QCOMPARE(rate.timeLeft(1'000'000, 11'000'000), QString("10 s"));
        QCOMPARE(rate.timeLeft(5, 5), QString());
    }
};

QTEST_GUILESS_MAIN(TestCliFrame)
#include "tst_cli_frame.moc"
