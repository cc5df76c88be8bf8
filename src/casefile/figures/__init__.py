"""Pictures of a case as lines, boxes and text: pure layout, drawn alike by the window, in SVG and in the brief."""
