"Well," , he said ; " no " . ( really ) ?
Wait... — ok -- fine -> END
