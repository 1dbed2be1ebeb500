-- SPDX-License-Identifier: BSD-2-Clause
-- Pages that link to each other are one page here: what is a link to a file becomes its text.
function Link(link)
  if not link.target:match("^%a+:") and not link.target:match("^#") then return link.content end
end
