// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <cstdlib>
#include <memory>
#include <new>

namespace fieldfare {

/// Memory that begins at a multiple of 4096, as transfers past the page cache need it. Grows and never
/// shrinks; its content is undefined after resize().
class AlignedBuffer {
public:
    static constexpr std::size_t alignment = 4096;

    MutableBytes resize(std::size_t bytes) {
        if (bytes > m_capacity) {
            m_memory.reset(); // the old content is not kept: never both at a time
            m_capacity = (bytes + alignment - 1) / alignment * alignment;
            m_memory.reset(static_cast<std::byte*>(std::aligned_alloc(alignment, m_capacity)));
            if (!m_memory) {
                m_capacity = m_bytes = 0;
                throw std::bad_alloc();
            }
        }
        m_bytes = bytes;
        return this->bytes();
    }
    [[nodiscard]] MutableBytes bytes() { return {m_memory.get(), m_bytes}; }

private:
    struct Free {
        void operator()(std::byte* memory) const { std::free(memory); }
    };
    std::unique_ptr<std::byte, Free> m_memory;
    std::size_t m_bytes = 0;
    std::size_t m_capacity = 0;
};

} // namespace fieldfare
