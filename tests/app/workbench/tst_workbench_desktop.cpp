// SPDX-License-Identifier: Apache-2.0
// What is installed for the desktop is valid, and the desktop's own tools understand it.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome {
    int exitCode = -1;
    QString text; ///< stdout and stderr
};

Outcome run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000)) {
        return {-1, program + ": " + process.errorString()};
    }
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

} // namespace

class WorkbenchDesktopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everythingIsInTheStandardPlaces();
    void theDesktopEntryIsValid();
    void theMetainfoIsValid();
    void aBundleHasATypeOfItsOwnThatTheWindowOpens();
    void theIconIsADrawing();
    void theManualPagesAreSound_data();
    void theManualPagesAreSound();
    void theManualNamesEveryCommand();

private:
    [[nodiscard]] QString path(const char* name) const { return m_prefix.filePath(name); }
    [[nodiscard]] QByteArray content(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir m_prefix;
};

void WorkbenchDesktopTest::initTestCase() {
    // Only this folder's part of the installation: it needs no program to be built.
    const Outcome installed = run("cmake", {"--install", FIELDFARE_DESKTOP_DIR, "--prefix", m_prefix.path()});
    QVERIFY2(installed.exitCode == 0, qPrintable(installed.text));
}

void WorkbenchDesktopTest::everythingIsInTheStandardPlaces() {
    for (const char* name :
         {"share/applications/fieldfare-workbench.desktop",
          "share/metainfo/org.fieldfare.workbench.metainfo.xml",
          "share/icons/hicolor/scalable/apps/fieldfare-workbench.svg",
          "share/mime/packages/fieldfare-bundle.xml", "share/man/man1/fieldfare-workbench.1"}) {
        QVERIFY2(QFile::exists(path(name)), name);
    }
}

void WorkbenchDesktopTest::theDesktopEntryIsValid() {
    if (QStandardPaths::findExecutable("desktop-file-validate").isEmpty()) {
        QSKIP("desktop-file-utils is missing");
    }
    const Outcome checked =
        run("desktop-file-validate", {path("share/applications/fieldfare-workbench.desktop")});
    QCOMPARE(checked.text, QString());
    QCOMPARE(checked.exitCode, 0);
    const QByteArray entry = content("share/applications/fieldfare-workbench.desktop");
    QVERIFY(entry.contains("\nExec=fieldfare-workbench %F\n")); // the program of the package, with files
    QVERIFY(entry.contains("\nIcon=fieldfare-workbench\n"));
}

void WorkbenchDesktopTest::theMetainfoIsValid() {
    if (QStandardPaths::findExecutable("appstreamcli").isEmpty()) {
        QSKIP("appstream is missing");
    }
    const Outcome checked =
        run("appstreamcli",
            {"validate", "--no-net", path("share/metainfo/org.fieldfare.workbench.metainfo.xml")});
    QVERIFY2(checked.exitCode == 0, qPrintable(checked.text));
    QVERIFY(
        !content("share/metainfo/org.fieldfare.workbench.metainfo.xml").contains('@')); // the version is in
}

void WorkbenchDesktopTest::aBundleHasATypeOfItsOwnThatTheWindowOpens() {
    if (QStandardPaths::findExecutable("update-mime-database").isEmpty()) {
        QSKIP("shared-mime-info is missing");
    }
    const Outcome updated = run("update-mime-database", {path("share/mime")});
    QVERIFY2(updated.exitCode == 0, qPrintable(updated.text));
    QVERIFY2(!updated.text.contains("Error") && !updated.text.contains("Warning"), qPrintable(updated.text));
    QVERIFY(content("share/mime/globs2").contains("application/vnd.fieldfare.bundle:*.ffb"));
    QVERIFY(content("share/mime/magic").contains("manifest.json"));
    QVERIFY(content("share/mime/subclasses").contains("application/vnd.fieldfare.bundle application/x-tar"));
    QVERIFY(content("share/applications/fieldfare-workbench.desktop")
                .contains("\nMimeType=application/vnd.fieldfare.bundle;\n"));
}

void WorkbenchDesktopTest::theIconIsADrawing() {
    const QByteArray icon = content("share/icons/hicolor/scalable/apps/fieldfare-workbench.svg");
    QVERIFY(icon.contains("<svg") && icon.contains("viewBox"));
    QVERIFY(!icon.contains("href")); // nothing from elsewhere
}

void WorkbenchDesktopTest::theManualPagesAreSound_data() {
    QTest::addColumn<QString>("page");
    QTest::newRow("fieldfare") << FIELDFARE_SOURCE_DIR "/docs/man/fieldfare.1";
    QTest::newRow("fieldfare-workbench") << FIELDFARE_SOURCE_DIR "/docs/man/fieldfare-workbench.1";
}

void WorkbenchDesktopTest::theManualPagesAreSound() {
    QFETCH(QString, page);
    if (QStandardPaths::findExecutable("groff").isEmpty()) {
        QSKIP("groff-base is missing");
    }
    const Outcome checked = run("groff", {"-man", "-Tutf8", "-ww", "-z", page});
    QCOMPARE(checked.text, QString());
    QCOMPARE(checked.exitCode, 0);
}

void WorkbenchDesktopTest::theManualNamesEveryCommand() {
    QFile file(FIELDFARE_SOURCE_DIR "/docs/man/fieldfare.1");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll()).replace("\\-", "-");
    const auto commandsOf = [](const QStringList& words) {
        QStringList names;
        const QString text = run(FIELDFARE_BIN_DIR "/fieldfare", words + QStringList{"--help"}).text;
        for (const QString& line : text.section("Commands:\n", 1).section("\n\n", 0, 0).split('\n')) {
            names += line.simplified().section(' ', 0, 0);
        }
        names.removeAll(QString());
        return names;
    };
    const QStringList commands = commandsOf({});
    QVERIFY(commands.size() > 4);
    for (const QString& command : commands) {
        QVERIFY2(page.contains(command), qPrintable(command));
        for (const QString& subcommand : commandsOf({command})) {
            QVERIFY2(page.contains(subcommand), qPrintable(command + ' ' + subcommand));
        }
    }
}

QTEST_GUILESS_MAIN(WorkbenchDesktopTest)
#include "tst_workbench_desktop.moc"
