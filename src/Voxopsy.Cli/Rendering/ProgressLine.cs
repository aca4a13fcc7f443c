using System.Globalization;
using Voxopsy.Study;

namespace Voxopsy.Cli.Rendering;

/// <summary>One live line a stage on a terminal, one plain line a finished stage elsewhere.</summary>
internal sealed class ProgressLine(Terminal terminal) : IProgress<StageProgress>
{
    private readonly Lock _gate = new();
    private string _stage = string.Empty;
    private long _start;
    private long _lastDrawn;
    private int _doneAtStart;
    private int _doneHighest;

    public void Report(StageProgress value)
    {
        lock (_gate)
        {
            long now = terminal.Time.GetTimestamp();
            if (value.Stage != _stage)
            {
                (_stage, _start, _lastDrawn, _doneAtStart, _doneHighest) = (value.Stage, now, 0, value.Done, value.Done);
            }

            // Reports of parallel work can overtake each other.
            if (value.Done < _doneHighest)
            {
                return;
            }

            _doneHighest = value.Done;
            bool last = value.Done >= value.Total;
            bool due = _lastDrawn == 0 || terminal.Time.GetElapsedTime(_lastDrawn, now).TotalSeconds >= 0.1;
            if (terminal.IsLive ? last || due : last)
            {
                _lastDrawn = now;
                string text = Text(value, value.Done - _doneAtStart, terminal.Time.GetElapsedTime(_start, now));
                terminal.Error.Write(terminal.IsLive ? "\r\u001b[K" + text + (last ? "\n" : string.Empty) : text + "\n");
            }
        }
    }

    /// <summary>The line, such as <c>radiomics  212/338  6.1 case/s  eta 0:20  2 failed</c>.</summary>
    internal static string Text(StageProgress value, int doneSinceStart, TimeSpan elapsed)
    {
        double rate = elapsed.TotalSeconds > 0 ? doneSinceStart / elapsed.TotalSeconds : 0;
        string text = string.Create(CultureInfo.InvariantCulture, $"{value.Stage}  {value.Done}/{value.Total}");
        if (rate > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $"  {(rate < 10 ? Math.Round(rate, 1) : Math.Round(rate)):0.#} {value.Unit}/s");
        }

        if (value.Done < value.Total && rate > 0)
        {
            TimeSpan left = TimeSpan.FromSeconds(Math.Ceiling((value.Total - value.Done) / rate));
            text += string.Create(CultureInfo.InvariantCulture, $"  eta {(int)left.TotalMinutes}:{left.Seconds:00}");
        }
        else if (value.Done >= value.Total)
        {
            text += string.Create(CultureInfo.InvariantCulture, $"  in {elapsed.TotalSeconds:0.0} s");
        }

        return value.Failed > 0 ? text + string.Create(CultureInfo.InvariantCulture, $"  {value.Failed} failed") : text;
    }
}
