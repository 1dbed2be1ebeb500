// SPDX-License-Identifier: BSD-2-Clause
// A drawing as SVG.
#pragma once
#include "cli/picture/layout.hpp"

namespace barrister::cli {

// A file of its own, with all edges; `title` is what it is called.
std::string svg_file(Drawing const&, std::string const& title);

// For a page: the titles of the columns, to stay above what is scrolled; and the rest, where an edge that is
// of no axiom has the class "edge", and the lines it is between as data-a and data-b. `name` is of this
// picture alone.
std::string svg_titles(Drawing const&, Layout const&);
std::string svg_body(Drawing const&, Layout const&, std::string const& name);

} // namespace barrister::cli
