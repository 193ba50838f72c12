*not choice? it is
- -> END
