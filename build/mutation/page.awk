# Reads the notes, what is known of each package's run, and the changes; writes the tables of docs/mutation.md.
function percent(part, whole) { return whole == 0 ? "–" : sprintf("%.1f", 100 * part / whole) }
function note_of(where, change,   class, best) {
  class = where; sub(/#.*/, "", class)
  best = (where SUBSEP change) in why ? where SUBSEP change : (where SUBSEP "*") in why ? where SUBSEP "*" : (class SUBSEP change) in why ? class SUBSEP change : (class SUBSEP "*") in why ? class SUBSEP "*" : ""
  if (best == "") return ""
  used[best] = 1
  return why[best]
}
function trim(s) { sub(/^[ \t]+/, "", s); sub(/[ \t]+$/, "", s); return s }
FNR == 1 { file++ }
file == 1 {
  if ($0 ~ /^#/ || trim($0) == "") next
  split($0, cell, / \| /)
  key = trim(cell[1]) SUBSEP trim(cell[2]); why[key] = trim(cell[3]); keys[++notes] = key
  next
}
file == 2 { split($0, cell, "\t"); about[cell[1]] = cell[2] "\t" cell[3]; order[++packages] = cell[1]; next }
{
  split($0, cell, "\t"); package = cell[1]; status = cell[2]
  if (status == "NON_VIABLE") next
  all[package]++; total++
  if (status == "SURVIVED" || status == "NO_COVERAGE") {
    if (status == "NO_COVERAGE") { unrun[package]++; unrun_total++ }
    row = cell[3] SUBSEP cell[4] (status == "NO_COVERAGE" ? " (no test runs it)" : "")
    if (!((package SUBSEP row) in lines)) rows[package, ++count[package]] = row
    lines[package SUBSEP row] = lines[package SUBSEP row] ((package SUBSEP row) in lines && lines[package SUBSEP row] != "" ? ", " : "") cell[5]
  } else {
    killed[package]++; killed_total++
    if (status == "TIMED_OUT") { late[package]++; late_total++ }
  }
}
END {
  print "| package | changes | noticed | of those, never ended | unnoticed | of those, run by no test | noticed, % |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= packages; i++) {
    p = order[i]
    printf "| %s | %d | %d | %d | %d | %d | %s |\n", p, all[p], killed[p], late[p], all[p] - killed[p], unrun[p], percent(killed[p], all[p])
  }
  printf "| **all** | **%d** | **%d** | **%d** | **%d** | **%d** | **%s** |\n", total, killed_total, late_total, total - killed_total, unrun_total, percent(killed_total, total)
  print "\n| package | commit | ended |\n| --- | --- | --- |"
  for (i = 1; i <= packages; i++) { split(about[order[i]], cell, "\t"); printf "| %s | %s | %s |\n", order[i], cell[1], cell[2] }
  for (i = 1; i <= packages; i++) {
    p = order[i]
    if (count[p] == 0) continue
    printf "\n## %s: %d unnoticed of %d\n\n| where | lines | change nobody noticed | why it stays |\n| --- | --- | --- | --- |\n", p, all[p] - killed[p], all[p]
    for (j = 1; j <= count[p]; j++) {
      split(rows[p, j], cell, SUBSEP)
      where = cell[1]; change = cell[2]; bare = change; sub(/ \(no test runs it\)$/, "", bare)
      shown = where; sub("^" p "\\.", "", shown)
      printf "| `%s` | %s | %s | %s |\n", shown, lines[p SUBSEP rows[p, j]], change, note_of(where, bare)
    }
  }
  for (i = 1; i <= notes; i++) if (!(keys[i] in used)) { split(keys[i], cell, SUBSEP); printf "\n<!-- note without a change it is about: %s | %s -->\n", cell[1], cell[2] }
}
