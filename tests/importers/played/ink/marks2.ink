1. one
(label) like
note: this
if x: that
title: T
-> END
