// SPDX-License-Identifier: Apache-2.0
// Measures the real window: first frame with many known devices, memory, the event loop during pushes.
// Prints one line for each figure: NAME VALUE UNIT BUDGET; exit status 1 if one is outside of its budget.
#include "tests/e2e/window_fixture.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <cstdio>

using namespace fieldfare::test;

namespace {

bool allWithin = true;

void report(const char* name, double value, const char* unit, double budget) {
    allWithin = allWithin && value <= budget;
    std::printf("%-52s %9.1f %-4s (at most %g)\n", name, value, unit, budget);
    std::fflush(stdout);
}

double pssMiB(qint64 process) {
    QFile file(QString("/proc/%1/smaps_rollup").arg(process));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:")) {
            return line.simplified().split(' ').value(1).toDouble() / 1024;
        }
    }
    return 0;
}

/// Fills the laptop's memory with devices that are not there.
void rememberDevices(const Workshop& workshop, int count) {
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "bench");
        database.setDatabaseName(workshop.path("data/fieldfare/fieldfare.db"));
        if (!database.open() || !database.transaction()) {
            qFatal("the memory cannot be opened");
        }
        for (int i = 0; i < count; ++i) {
            QSqlQuery query(database);
            query.prepare(
                "INSERT INTO device (id, name, model, release, address, last_seen, note, "
                "device_group) VALUES (?, ?, 'acme,gateway', 'gateway-os 1.9', ?, 1780000000, '', ?)");
            const QString name = QString("gateway-%1").arg(i, 4, 10, QChar('0'));
            query.addBindValue(name);
            query.addBindValue(name);
            query.addBindValue(QString("127.0.1.%1:%2").arg(i % 250 + 1).arg(20'000 + i)); // nobody listens
            query.addBindValue(QString("Hall %1").arg(i % 10));
            if (!query.exec()) {
                qFatal("the memory cannot be filled");
            }
        }
        database.commit();
    }
    QSqlDatabase::removeDatabase("bench");
}

void measureManyDevices() {
    WindowFixture bench(0);
    (void)bench.workshop.show("127.0.0.1:1"); // makes the memory
    rememberDevices(bench.workshop, 500);
    double best = 1e9;
    for (int run = 0; run < 4; ++run) { // the first one warms the disk cache
        bench.window.open();
        if (run > 0) {
            best = std::min(best, bench.window.metrics()["firstFrameMs"].toDouble());
        }
        bench.window.kill();
    }
    report("first frame, 500 known devices", best, "ms", 500);
    bench.window.open();
    QTest::qWait(10'000); // all of them were tried once
    (void)bench.window.metrics();
    QTest::qWait(10'000);
    report("event loop, 500 devices that do not answer: p99 gap",
           bench.window.metrics()["gapP99Ms"].toDouble(), "ms", 50);
    report("PSS, 500 known devices", pssMiB(bench.window.processId()), "MiB", 120);
}

void measurePushes() {
    WindowFixture bench(8, 12 << 20);
    bench.window.open();
    if (!bench.goToReview(bench.second, false)) {
        qFatal("the push does not get to its review");
    }
    (void)bench.window.metrics();
    // A build runs beside them for the whole time, on as many threads as it likes.
    QFile image(bench.workshop.path("beside.img"));
    const QByteArray seed = QByteArray(4096, 'x') + QByteArray::number(1);
    if (!image.open(QIODevice::WriteOnly)) {
        qFatal("the image cannot be written");
    }
    for (int i = 0; i < 40'000; ++i) { // 160 MiB that hardly compress
        image.write(QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha512).repeated(2) +
                    seed);
    }
    image.close();
    QFile recipe(bench.workshop.path("beside.toml"));
    if (!recipe.open(QIODevice::WriteOnly) ||
        recipe.write("[release]\nname = \"beside\"\nversion = \"1\"\nepoch = 1\ncarries-agent = false\n"
                     "[[compatible]]\nmodel = \"acme,beside\"\n[[payload]]\nname = \"rootfs\"\n"
                     "image = \"beside.img\"\n") < 1) {
        qFatal("the recipe cannot be written");
    }
    recipe.close();
    const auto builder = bench.workshop.start(
        {"bundle", "build", recipe.fileName(), "--out", bench.workshop.path("beside.ffb"), "--level", "22"});
    if (!bench.window.click("pushStart") || !bench.window.waitFor("pushDone", 300'000)) {
        qFatal("the push does not end");
    }
    const QJsonObject metrics = bench.window.metrics();
    if (builder->state() == QProcess::NotRunning) {
        qFatal("the build ended before the pushes: %s", builder->readAllStandardError().constData());
    }
    builder->kill();
    builder->waitForFinished();
    report("event loop, 8 pushes and a build: p99 gap", metrics["gapP99Ms"].toDouble(), "ms", 50);
    report("event loop, 8 pushes and a build: longest gap", metrics["gapMaxMs"].toDouble(), "ms", 1000);
    report("PSS after 8 pushes", pssMiB(bench.window.processId()), "MiB", 120);
}

void measureScrolling() {
    const Display display;
    QProcess process;
    process.setProcessEnvironment(display.environment(QProcessEnvironment::systemEnvironment()));
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(FIELDFARE_BENCH_DIR "/bench-scrolling", QStringList());
    if (!process.waitForFinished(120'000) || process.exitCode() != 0) {
        qFatal("bench-scrolling failed");
    }
    report("scrolling 500 rows, 50 updates a second: p95 frame", process.readAllStandardOutput().toDouble(),
           "ms", 33);
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (!Display::available()) {
        qFatal("Xvfb, openbox or xdotool is missing");
    }
    measureManyDevices();
    measurePushes();
    measureScrolling();
    return allWithin ? EXIT_SUCCESS : EXIT_FAILURE;
}
