// SPDX-License-Identifier: Apache-2.0
#include "core/base/result.h"

#include "core/base/checked.h"
#include "core/base/secret.h"
#include "core/base/unique_fd.h"

#include <QTest>
#include <fcntl.h>
#include <limits>
#include <memory>
#include <sys/wait.h>

using namespace fieldfare;

namespace {

Result<int> positive(int value) {
    if (value <= 0) {
        return Error(ErrorCode::BadValue, {{"key", "value"}});
    }
    return value;
}

Result<int> twice(int value) {
    FF_TRY(const int good, positive(value));
    return good * 2;
}

Result<> onlyChecks(int value) {
    FF_CHECK(positive(value));
    return {};
}

Result<std::unique_ptr<int>> owned(int value) {
    FF_TRY(const int good, positive(value));
    return std::make_unique<int>(good);
}

} // namespace

class ResultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aValueGoesThrough() {
        const Result<int> result = twice(4);
        QVERIFY(result.ok());
        QCOMPARE(*result, 8);
        QVERIFY(onlyChecks(1).ok());
    }
    void anErrorGoesThroughWithItsParameters() {
        const Result<int> result = twice(-1);
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::BadValue);
        QCOMPARE(toString(*result.error().find("key")), "value");
        QVERIFY(!onlyChecks(0).ok());
    }
    void moveOnlyValuesWork() {
        Result<std::unique_ptr<int>> result = owned(7);
        QVERIFY(result.ok());
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 7);
    }
    void theDeepestParameterIsKept() {
        const Result<int> result = twice(-1).with("key", "outer").with("path", "/x");
        QCOMPARE(toString(*result.error().find("key")), "value");
        QCOMPARE(toString(*result.error().find("path")), "/x");
        QVERIFY(twice(1).with("path", "/x").ok());
        QVERIFY(Result<>().with("path", "/x").ok());
    }
    void readingWhatIsNotThereEndsTheProgram() {
        const pid_t child = ::fork();
        if (child == 0) {
            ::signal(SIGABRT, SIG_DFL);
            const Result<int> result = positive(0);
            ::_exit(*result);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGABRT);
    }

    void checkedArithmeticRefusesToWrap() {
        constexpr auto most = std::numeric_limits<std::uint64_t>::max();
        QCOMPARE(*checkedAdd<std::uint64_t>(most - 1, 1), most);
        QCOMPARE(checkedAdd<std::uint64_t>(most, 1).error().code(), ErrorCode::Overflow);
        QCOMPARE(checkedAdd<std::uint64_t>(std::uint64_t{1} << 63, std::uint64_t{1} << 63).error().code(),
                 ErrorCode::Overflow);
        QCOMPARE(*checkedAdd<std::uint32_t>(0x7fffffff, 1), 0x80000000U);
        QCOMPARE(checkedAdd<std::int32_t>(0x7fffffff, 1).error().code(), ErrorCode::Overflow);
        QCOMPARE(*checkedSub<std::uint64_t>(5, 5), std::uint64_t{0});
        QCOMPARE(checkedSub<std::uint64_t>(5, 6).error().code(), ErrorCode::Overflow);
        QCOMPARE(*checkedMul<std::uint64_t>(std::uint64_t{1} << 32, (std::uint64_t{1} << 32) - 1),
                 most - 0xffffffff);
        QCOMPARE(checkedMul<std::uint64_t>(std::uint64_t{1} << 32, std::uint64_t{1} << 32).error().code(),
                 ErrorCode::Overflow);
    }
    void checkedCastsKeepTheNumber() {
        QCOMPARE(*checkedCast<std::uint32_t>(std::uint64_t{0xffffffff}), 0xffffffffU);
        QCOMPARE(checkedCast<std::uint32_t>(std::uint64_t{0x100000000}).error().code(), ErrorCode::Overflow);
        QCOMPARE(checkedCast<std::uint64_t>(-1).error().code(), ErrorCode::Overflow);
        QCOMPARE(checkedCast<std::int64_t>(std::uint64_t{1} << 63).error().code(), ErrorCode::Overflow);
        QCOMPARE(*checkedCast<std::int64_t>((std::uint64_t{1} << 63) - 1),
                 std::numeric_limits<std::int64_t>::max());
    }
    void roundingUpIsChecked() {
        QCOMPARE(*checkedRoundUp<std::uint64_t>(0, 512), std::uint64_t{0});
        QCOMPARE(*checkedRoundUp<std::uint64_t>(1, 512), std::uint64_t{512});
        QCOMPARE(*checkedRoundUp<std::uint64_t>(512, 512), std::uint64_t{512});
        QCOMPARE(*checkedRoundUp<std::uint64_t>(UINT64_MAX - 511, 512), UINT64_MAX - 511);
        QCOMPARE(checkedRoundUp<std::uint64_t>(UINT64_MAX - 510, 512).error().code(), ErrorCode::Overflow);
    }

    void aDescriptorIsClosedOnce() {
        int number = -1;
        {
            UniqueFd fd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
            number = fd.get();
            QVERIFY(fd.valid());
            UniqueFd moved = std::move(fd);
            QVERIFY(moved.valid());
            QCOMPARE(moved.get(), number);
        }
        QCOMPARE(::fcntl(number, F_GETFD), -1);
        UniqueFd released(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        const int kept = released.release();
        QVERIFY(!released.valid());
        QCOMPARE(::close(kept), 0);
    }
    void aMovedSecretLeavesNothingBehind() {
        Secret secret(std::string("a passphrase that is too long to be stored in place"));
        const Secret moved = std::move(secret);
        QVERIFY(secret.empty()); // NOLINT(bugprone-use-after-move): that is the promise
        QCOMPARE(std::string(moved.reveal()), "a passphrase that is too long to be stored in place");
        QCOMPARE(std::string(moved.clone().reveal()), std::string(moved.reveal()));
    }
};

QTEST_GUILESS_MAIN(ResultTest)
#include "tst_base_result.moc"
