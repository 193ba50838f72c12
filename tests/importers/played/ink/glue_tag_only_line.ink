A <>
# lonely
B
-> END
