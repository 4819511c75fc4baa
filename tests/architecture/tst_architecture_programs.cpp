// SPDX-License-Identifier: Apache-2.0
// The device's programs must stay small: what they link is held here.
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

class ProgramsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeviceProgramLinksNothingHeavy_data();
    void aDeviceProgramLinksNothingHeavy();
    void aDeviceProgramIsHardened_data() { aDeviceProgramLinksNothingHeavy_data(); }
    void aDeviceProgramIsHardened();
};

namespace {

QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() && process.exitCode() == 0
               ? QString::fromUtf8(process.readAllStandardOutput())
               : QString();
}

QString pathOf(const QString& program) {
    return QString(FIELDFARE_BIN_DIR) + '/' + program;
}

} // namespace

void ProgramsTest::aDeviceProgramLinksNothingHeavy_data() {
    QTest::addColumn<QString>("program");
    QTest::newRow("agent") << "fieldfare-agent";
    QTest::newRow("installer") << "fieldfare-installer";
}

void ProgramsTest::aDeviceProgramLinksNothingHeavy() {
    QFETCH(QString, program);
    static const QRegularExpression heavy("^lib(Qt|usb|curl|icu|glib|gtk|boost_)");
    static const QRegularExpression needed(R"(\(NEEDED\)[^\[]*\[([^\]]+)\])");
    auto found = needed.globalMatch(outputOf("readelf", {"-d", pathOf(program)}));
    QStringList libraries;
    while (found.hasNext()) {
        libraries += found.next().captured(1);
    }
    QVERIFY(libraries.contains("libc.so.6"));
    for (const QString& library : libraries) {
        QVERIFY2(!heavy.match(library).hasMatch(), qPrintable(program + " links " + library));
    }
    // Nor by way of a library that it links.
    const QString all = outputOf("ldd", {pathOf(program)});
    QVERIFY(all.contains("libc.so.6"));
    for (const QString& line : all.split('\n')) {
        QVERIFY2(!heavy.match(line.trimmed()).hasMatch(), qPrintable(program + " loads " + line.trimmed()));
    }
}

void ProgramsTest::aDeviceProgramIsHardened() {
    QFETCH(QString, program);
    const QString header = outputOf("readelf", {"-hldW", pathOf(program)});
    QVERIFY2(header.contains("DYN (Position-Independent Executable file)"), "not position independent");
    QVERIFY2(header.contains("GNU_RELRO"), "no relro");
    QVERIFY2(header.contains("BIND_NOW") || header.contains("NOW"), "lazy binding");
    static const QRegularExpression stack("GNU_STACK\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+(\\S+)");
    QCOMPARE(stack.match(header).captured(1), QString("RW"));
}

QTEST_GUILESS_MAIN(ProgramsTest)
#include "tst_architecture_programs.moc"
