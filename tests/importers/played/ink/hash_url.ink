See http://x.org/a\#b and www. # tag with space: value
# t1 # t2
Line # t3 #t4
* choice # ct
  inner # it
- -> END
