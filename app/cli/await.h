// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QEventLoop>

#include <optional>

namespace fieldfare::app {

/// Runs the event loop until an asynchronous call is done: `start` gets the callback.
template <typename T, typename Start>
[[nodiscard]] Result<T> await(Start start) {
    QEventLoop loop;
    std::optional<Result<T>> outcome;
    start([&](Result<T> result) {
        outcome.emplace(std::move(result));
        loop.quit();
    });
    if (!outcome) {
        loop.exec();
    }
    return outcome ? std::move(*outcome) : Result<T>(Error(ErrorCode::Cancelled));
}

} // namespace fieldfare::app
