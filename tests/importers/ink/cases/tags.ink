# theme: dark night
A bell rings. # sound: bell # loud
# picture
The picture hangs there.
* [Look. # quiet]
    It looks back. # eyes
* Go. # away
- -> END
