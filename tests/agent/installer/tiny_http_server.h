// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "core/base/unique_fd.h"

#include <atomic>
#include <functional>
#include <thread>

namespace fieldfare::test {

/// A web server on a free port of 127.0.0.1 that serves one file, well or badly. One request for each
/// connection.
class TinyHttpServer {
public:
    enum class Manner {
        Good,
        NoRanges,       ///< Answers 200 with all of it.
        Stalls,         ///< Sends half of each answer and then nothing.
        BreaksOff,      ///< Closes each connection after half of the answer; honest otherwise.
        LiesAboutRange, ///< Content-Range names another place than was asked for.
        LiesAboutSize,  ///< Content-Range names another size than before, from the second answer on.
        SendsTooLittle, ///< Announces the right length and sends a byte less.
        SendsMore,      ///< No Content-Length, and more than the range.
        Changes,        ///< Another ETag from the second answer on: answers 200 to If-Range.
        Redirects,      ///< Everything goes to `location`.
        Fails,          ///< 503
        Missing,        ///< 404
    };

    TinyHttpServer(Bytes file, Manner manner);
    ~TinyHttpServer();

    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(m_port) + "/bundle.ffb";
    }
    void setLocation(std::string location) { m_location = std::move(location); }
    /// Called for each range before it is answered, on the connection's own thread; may wait. A status other
    /// than 206 is the answer. To be set before the first request.
    using BeforeAnswer = std::function<int(std::uint64_t first, std::uint64_t last)>;
    void setBeforeAnswer(BeforeAnswer before) { m_before = std::move(before); }
    [[nodiscard]] int requests() const { return m_requests.load(); }
    /// Of all ranges that were asked for.
    [[nodiscard]] std::uint64_t bytesAsked() const { return m_bytesAsked.load(); }
    /// Answers that are under way: what is whole for its reader is not, whatever its thread still does.
    [[nodiscard]] int atOnce() const { return m_atOnce.load(); }
    [[nodiscard]] int mostAtOnce() const { return m_mostAtOnce.load(); }

private:
    class Answering;
    void run();
    void answer(int fd, Answering& answering);
    void answerRange(int fd, std::uint64_t first, std::uint64_t last, int number, const std::string& common,
                     Answering& answering);

    Bytes m_file;
    Manner m_manner;
    std::string m_location;
    std::uint16_t m_port = 0;
    BeforeAnswer m_before;
    std::atomic<int> m_requests{0};
    std::atomic<std::uint64_t> m_bytesAsked{0};
    std::atomic<int> m_atOnce{0};
    std::atomic<int> m_mostAtOnce{0};
    std::atomic<bool> m_stop{false};
    UniqueFd m_listen;
    std::vector<std::thread> m_threads;
    std::thread m_thread;
};

} // namespace fieldfare::test
