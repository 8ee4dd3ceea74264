# Reads the notes, then what is kept of each package (the package in front of each line); writes docs/mutation.md's tables.
function percent(part, whole) { return whole == 0 ? "–" : sprintf("%.1f", 100 * part / whole) }
function note_of(where, change,   class, best) {
  class = where; sub(/#.*/, "", class)
  best = (where SUBSEP change) in why ? where SUBSEP change : (where SUBSEP "*") in why ? where SUBSEP "*" : (class SUBSEP change) in why ? class SUBSEP change : (class SUBSEP "*") in why ? class SUBSEP "*" : ""
  if (best == "") return ""
  used[best] = 1
  return why[best]
}
function count_in(package, changes, noticed) { all[package] += changes; total += changes; killed[package] += noticed; killed_total += noticed }
function trim(s) { sub(/^[ \t]+/, "", s); sub(/[ \t]+$/, "", s); return s }
FNR == 1 { file++ }
file == 1 {
  if ($0 ~ /^#/ || trim($0) == "") next
  split($0, cell, / \| /)
  key = trim(cell[1]) SUBSEP trim(cell[2]); why[key] = trim(cell[3]); keys[++notes] = key
  next
}
{ split($0, cell, "\t"); package = cell[1] }
!(package in all) { order[++packages] = package; all[package] = 0 }
cell[2] == "class" {
  count_in(package, cell[4], cell[4]); late[package] += cell[5]; late_total += cell[5]
  run = cell[6] " | " cell[8] " | " cell[9]
  if (!((package, run) in classes)) runs[package, ++run_count[package]] = run
  classes[package, run]++
  if (cell[7] > ended[package, run]) ended[package, run] = cell[7]
  next
}
{
  count_in(package, 1, 0)
  unrun_here = cell[7] == "NO_COVERAGE"
  unrun[package] += unrun_here; unrun_total += unrun_here
  row = cell[4] SUBSEP cell[5] (unrun_here ? " (no test runs it)" : "")
  if (!((package SUBSEP row) in lines)) rows[package, ++count[package]] = row
  lines[package SUBSEP row] = lines[package SUBSEP row] (lines[package SUBSEP row] == "" ? "" : ", ") cell[6]
  reasons[package] += note_of(package "." cell[4], cell[5]) != ""
}
END {
  for (i = 1; i <= packages; i++) reasons_total += reasons[order[i]]
  print "| package | changes | noticed | of those, never ended | unnoticed | of those, run by no test | of the unnoticed, with a reason | noticed, % |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= packages; i++) {
    p = order[i]
    printf "| %s | %d | %d | %d | %d | %d | %d | %s |\n", p, all[p], killed[p], late[p], all[p] - killed[p], unrun[p], reasons[p], percent(killed[p], all[p])
  }
  printf "| **all** | **%d** | **%d** | **%d** | **%d** | **%d** | **%d** | **%s** |\n", total, killed_total, late_total, total - killed_total, unrun_total, reasons_total, percent(killed_total, total)
  print "\n| package | classes | commit | ended | JDK | cases to each property |\n| --- | ---: | --- | --- | --- | ---: |"
  for (i = 1; i <= packages; i++) for (j = 1; j <= run_count[order[i]]; j++) {
    p = order[i]; split(runs[p, j], cell, / \| /)
    printf "| %s | %s | %s | %s | %s | %s |\n", p, classes[p, runs[p, j]], cell[1], ended[p, runs[p, j]], cell[2], cell[3]
  }
  for (i = 1; i <= packages; i++) {
    p = order[i]
    if (count[p] == 0) continue
    printf "\n## %s: %d unnoticed of %d\n\n| where | lines | change nobody noticed | why it stays |\n| --- | --- | --- | --- |\n", p, all[p] - killed[p], all[p]
    for (j = 1; j <= count[p]; j++) {
      split(rows[p, j], cell, SUBSEP)
      where = cell[1]; change = cell[2]; bare = change; sub(/ \(no test runs it\)$/, "", bare)
      printf "| `%s` | %s | %s | %s |\n", where, lines[p SUBSEP rows[p, j]], change, note_of(p "." where, bare)
    }
  }
  for (i = 1; i <= notes; i++) if (!(keys[i] in used)) { split(keys[i], cell, SUBSEP); printf "\n<!-- note without a change it is about: %s | %s -->\n", cell[1], cell[2] }
}
