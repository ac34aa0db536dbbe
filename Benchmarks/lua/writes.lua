-- Corrects members at random, or adds new ones.
--
-- usage: wrk ... -s writes.lua URL -- KIND FILE SEED
-- KIND is correct or create. FILE has one slug a line. Each run needs another SEED, so that the members it adds are
-- new. The token is set by an option of wrk.
local folder = debug.getinfo(1, "S").source:match("^@(.*/)")
dofile(folder .. "report.lua")

local slugs, kind, prefix, number = {}, "", "", 0
-- Has the length of the generated summaries.
local text = "Between the fjord and the forest lies a place that works with its neighbours on clean transport, " ..
  "schools and libraries, takes part in research about seaweed and snow, sends its young people abroad for a " ..
  "term, and shows what it has learnt about heating old houses with the warmth of the sea to whoever comes and " ..
  "asks for it."

function init(arguments)
  kind = arguments[1]
  for slug in io.lines(arguments[2]) do slugs[#slugs + 1] = slug end
  prefix = "added-" .. arguments[3] .. "-"
  math.randomseed(tonumber(arguments[3]))
  wrk.headers["Content-Type"] = "application/json"
  if kind == "correct" then wrk.headers["If-Match"] = "*" end
end

function request()
  number = number + 1
  if kind == "correct" then
    local body = string.format('{"summary":"State %d of %s. %s"}', number, prefix, text)
    return wrk.format("PATCH", "/members/" .. slugs[math.random(#slugs)], nil, body)
  end
  local body = string.format(
    '{"slug":"%s%d","kind":"municipality","name":"Municipality of %d","shortName":"M %d",' ..
    '"summary":"The place with the number %d. ' .. text .. '","topics":["climate"]}', prefix, number, number, number, number)
  return wrk.format("POST", "/members", nil, body)
end
