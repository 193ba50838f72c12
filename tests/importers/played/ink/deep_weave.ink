* A
  ** A1
     *** A1x
         **** A1xy
     *** A1z
     --- inner gather
  ** A2
  -- mid gather
* B
- outer
* * starts deep
  * * * deeper
- -> END
