"""Tools made of several actions; each module is one function, and `registry` names them all."""
