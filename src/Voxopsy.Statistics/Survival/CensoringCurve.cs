namespace Voxopsy.Statistics.Survival;

/// <summary>The share of subjects not yet lost from sight, by Kaplan and Meier with censorings as events; at equal times events leave first.</summary>
internal sealed class CensoringCurve
{
    private readonly List<double> _times = [];
    private readonly List<double> _values = [];

    internal CensoringCurve(SurvivalOutcome outcome)
    {
        double value = 1;
        int atRisk = outcome.Count;
        for (int i = 0; i < outcome.Count;)
        {
            double time = outcome.Times[outcome.Order[i]];
            int events = 0;
            int censored = 0;
            for (; i < outcome.Count && outcome.Times[outcome.Order[i]] == time; i++)
            {
                (events, censored) = outcome.Events[outcome.Order[i]] ? (events + 1, censored) : (events, censored + 1);
            }

            int left = atRisk - events;
            value *= left > 0 ? 1 - ((double)censored / left) : 1;
            _times.Add(time);
            _values.Add(value);
            atRisk = left - censored;
        }
    }

    /// <summary>The share just before a time.</summary>
    internal double Before(double time)
    {
        int place = _times.BinarySearch(time);
        place = place >= 0 ? place : ~place;
        return place == 0 ? 1 : _values[place - 1];
    }

    /// <summary>The share just after a time.</summary>
    internal double At(double time)
    {
        int place = _times.BinarySearch(time);
        place = place >= 0 ? place + 1 : ~place;
        return place == 0 ? 1 : _values[place - 1];
    }
}
