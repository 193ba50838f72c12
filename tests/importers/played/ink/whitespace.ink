   Leading    and   many     spaces   
	tab	here	

  

After blanks.
   * choice    with   spaces   
       text   
   -    gather   -> END
