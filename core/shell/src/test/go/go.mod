module expacti.com/second-parser

go 1.23.0

require mvdan.cc/sh/v3 v3.12.0
