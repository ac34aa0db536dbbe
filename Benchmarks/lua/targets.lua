-- Requests the targets of a file in a random order that is the same every time. DEPTH requests are sent in one
-- write.
--
-- usage: wrk ... -s targets.lua URL -- FILE DEPTH
-- FILE has one request target a line.
local folder = debug.getinfo(1, "S").source:match("^@(.*/)")
dofile(folder .. "report.lua")

local requests = {}

function init(arguments)
  local depth = tonumber(arguments[2])
  for target in io.lines(arguments[1]) do
    requests[#requests + 1] = string.rep(wrk.format("GET", target), depth)
  end
  math.randomseed(17)
end

function request()
  return requests[math.random(#requests)]
end
