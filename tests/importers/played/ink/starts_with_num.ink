3 men. 4. five
* 5 apples
* 6. pears
- -> END
