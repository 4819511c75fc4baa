// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/routes.h"

#include <algorithm>

namespace fieldfare::agent {

namespace {

constexpr std::size_t maxShownBytes = 128;
constexpr std::size_t maxIdBytes = 64;

bool isVisible(char c) {
    return c > ' ' && c < '\x7f';
}

bool isIdCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

bool isId(std::string_view segment) {
    return !segment.empty() && segment.size() <= maxIdBytes &&
           std::all_of(segment.begin(), segment.end(), isIdCharacter);
}

/// The first segment of `path`, which loses it together with the slash before.
std::string_view takeSegment(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

/// True if `path` has the shape of `pattern`; then `id` is what stood for "{id}".
bool matches(std::string_view pattern, std::string_view path, std::string& id) {
    while (!pattern.empty() && !path.empty()) {
        const std::string_view want = takeSegment(pattern);
        const std::string_view have = takeSegment(path);
        if (want == "{id}" && isId(have)) {
            id = std::string(have);
        } else if (want != have) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

} // namespace

Result<RoutedRequest> routeRequest(std::string_view method, std::string_view target) {
    if (target.empty() || target[0] != '/' || !std::all_of(target.begin(), target.end(), isVisible)) {
        return Error(ErrorCode::BadRequest, {{"detail", "the address is not a path"}});
    }
    const std::size_t question = std::min(target.find('?'), target.size());
    const std::string_view path = target.substr(0, question);
    RoutedRequest request;
    request.query = std::string(target.substr(std::min(question + 1, target.size())));
    std::string allowed;
    for (const Route& route : routes) {
        if (!matches(route.pattern, path, request.id)) {
            continue;
        }
        if (route.method == method) {
            request.route = &route;
            return request;
        }
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
    }
    const std::string shown(path.substr(0, maxShownBytes));
    if (allowed.empty()) {
        return Error(ErrorCode::UnknownPath, {{"path", shown}});
    }
    return Error(ErrorCode::WrongMethod,
                 {{"method", std::string(method.substr(0, 16))}, {"path", shown}, {"allow", allowed}});
}

} // namespace fieldfare::agent
