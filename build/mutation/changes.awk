# Reads the lines of PIT's XML report; writes package, status, class#method, change, line.
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
  printf "%s\t%s\t%s#%s\t%s\t%s\n", package, status, class, method, change, field("lineNumber")
}
