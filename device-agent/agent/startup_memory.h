// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fieldfare::agent {

/// Gives memory back that only the start needed: free pages of the heap, and mapped pages of code and
/// constants of the program and its libraries. The latter stay in the system's page cache as long as it has
/// room, and come back one by one where they are used again; most of what reads configuration and
/// certificates never is.
void releaseStartupMemory();

} // namespace fieldfare::agent
