// SPDX-License-Identifier: Apache-2.0
// A whole request as it comes out of TLS: Beast's parser with the agent's limits, then the agent's own
// reading of request line, query and body.
#include "device-agent/agent/api/query.h"
#include "device-agent/agent/api/request_body.h"
#include "device-agent/agent/api/routes.h"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

using namespace fieldfare;
using namespace fieldfare::agent;
namespace http = boost::beast::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(16U << 10);
    parser.body_limit(std::uint64_t{1} << 20);
    parser.eager(true);
    boost::system::error_code error;
    std::size_t used = 0;
    while (used < size && !parser.is_done() && !error) {
        const std::size_t count = parser.put(boost::asio::buffer(data + used, size - used), error);
        if (count == 0) {
            break;
        }
        used += count;
    }
    if (!parser.is_header_done()) {
        return 0;
    }
    const auto& request = parser.get();
    const auto method = request.method_string();
    const auto target = request.target();
    const auto routed = routeRequest({method.data(), method.size()}, {target.data(), target.size()});
    if (!routed.ok()) {
        return 0;
    }
    if (routed->route == nullptr || routed->id.size() > 64) {
        std::abort();
    }
    QueryReader query(routed->query);
    const bool flag = query.flag("allowOlder") || query.flag("reboot") || query.flag("follow");
    const std::uint64_t position =
        query.numberOr("position", INT64_MAX, 0) + query.numberOr("lines", 10'000, 200);
    (void)query.finish().ok();
    const auto clock = readClockBody(request.body());
    if (clock.ok() && (*clock < 0 || (flag && position == UINT64_MAX))) {
        std::abort();
    }
    (void)readRevocationsBody(request.body()).ok();
    return 0;
}
