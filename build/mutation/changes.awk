# Reads the lines of PIT's XML report; writes for each class how many changes were noticed, and each that was not:
#   class <tab> its name <tab> noticed <tab> of those, never ended <tab> about
#   unnoticed <tab> the class <tab> where in it <tab> change <tab> line <tab> status
# A class within a class counts as a part of it.
function field(name,   at, from) {
  at = index($0, "<" name ">")
  if (at == 0) return ""
  from = substr($0, at + length(name) + 2)
  from = substr(from, 1, index(from, "</" name ">") - 1)
  gsub(/&lt;/, "<", from); gsub(/&gt;/, ">", from); gsub(/&quot;/, "\"", from); gsub(/&apos;|&#39;/, "'", from); gsub(/&amp;/, "\\&", from)
  return from
}
{
  match($0, /status='[A-Z_]+'/); status = substr($0, RSTART + 8, RLENGTH - 9)
  class = field("mutatedClass"); sub(/^com\.expacti\./, "", class); gsub(/\$/, ".", class)
  method = field("mutatedMethod")
  if (method ~ /^lambda\$/) { sub(/^lambda\$/, "", method); sub(/\$[0-9]+$/, "", method); method = method " (lambda)" }
  if (method == "<init>") method = "constructor"
  if (method == "<clinit>") method = "constants"
  change = field("description")
  sub(/ for (com|java)\/.*$/, "", change)                                    # replaced … for the method it is in
  while (match(change, /[a-z0-9_]+\/[A-Za-z0-9_\/]*\//)) change = substr(change, 1, RSTART - 1) substr(change, RSTART + RLENGTH)
  gsub(/\|/, "\\|", change)
  if (status == "NON_VIABLE") next
  sub("^" package "\\.", "", class)
  outer = class; sub(/\..*/, "", outer)
  seen[outer]
  if (status == "SURVIVED" || status == "NO_COVERAGE") {
    printf "unnoticed\t%s\t%s#%s\t%s\t%s\t%s\n", outer, class, method, change, field("lineNumber"), status
    next
  }
  noticed[outer]++
  if (status == "TIMED_OUT") late[outer]++
}
END { for (class in seen) printf "class\t%s\t%d\t%d\t%s\n", class, noticed[class], late[class], about }
