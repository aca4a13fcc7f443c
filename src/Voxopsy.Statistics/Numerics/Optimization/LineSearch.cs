namespace Voxopsy.Statistics.Numerics.Optimization;

/// <summary>Looks along a line for a step after which the function has fallen and its slope has flattened enough.</summary>
/// <remarks>Source: Moré and Thuente 1994, ACM TOMS 20:286, in the form of MINPACK-2's dcsrch and dcstep, so that optimizers built on it take the same steps.</remarks>
internal sealed class LineSearch
{
    private readonly double _fall;
    private readonly double _flat;
    private readonly double _precision;
    private readonly double _smallest;
    private readonly double _largest;
    private readonly double _startValue;
    private readonly double _startSlope;
    private readonly double _test;
    private Point _best;
    private Point _other;
    private bool _bracketed;
    private bool _second;
    private double _lower;
    private double _upper;
    private double _width;
    private double _widthBefore;

    /// <summary>Starts at the foot of the line.</summary>
    /// <param name="start">Value and slope at step 0; the slope is negative.</param>
    /// <param name="step">The first step to try.</param>
    /// <param name="conditions">Share of the slope the value must fall by, share of the slope that may be left, and relative width at which a bracket is too narrow.</param>
    /// <param name="range">Smallest and largest step.</param>
    internal LineSearch((double Value, double Slope) start, double step, (double Fall, double Flat, double Precision) conditions, (double Smallest, double Largest) range)
    {
        (_startValue, _startSlope) = start;
        (_fall, _flat, _precision) = conditions;
        (_smallest, _largest) = range;
        _test = _fall * _startSlope;
        _best = new Point(0, _startValue, _startSlope);
        _other = _best;
        _width = _largest - _smallest;
        _widthBefore = 2 * _width;
        _upper = step + (4 * step);
        Step = step;
    }

    internal enum Ending
    {
        GoesOn,
        Found,
        Failed,
    }

    private readonly record struct Point(double Step, double Value, double Slope);

    /// <summary>The step to try next, or the one found.</summary>
    internal double Step { get; private set; }

    /// <summary>Takes value and slope at <see cref="Step"/>.</summary>
    internal Ending Take(double value, double slope)
    {
        double line = _startValue + (Step * _test);
        _second |= value <= line && slope >= 0;
        bool warned = (_bracketed && (Step <= _lower || Step >= _upper || _upper - _lower <= _precision * _upper))
            || (Step == _largest && value <= line && slope <= _test)
            || (Step == _smallest && (value > line || slope >= _test));
        if (value <= line && Math.Abs(slope) <= _flat * -_startSlope)
        {
            return Ending.Found;
        }

        if (warned || double.IsNaN(value))
        {
            return Ending.Failed;
        }

        Point tried = new(Step, value, slope);
        if (!_second && value <= _best.Value && value > line)
        {
            // While the function falls too little, steps are chosen on what it lacks to the line.
            (_best, _other) = (Less(_best), Less(_other));
            Step = Next(Less(tried));
            (_best, _other) = (More(_best), More(_other));
        }
        else
        {
            Step = Next(tried);
        }

        Narrow();
        return Ending.GoesOn;
    }

    private Point Less(Point point) => new(point.Step, point.Value - (point.Step * _test), point.Slope - _test);

    private Point More(Point point) => new(point.Step, point.Value + (point.Step * _test), point.Slope + _test);

    private void Narrow()
    {
        if (_bracketed)
        {
            if (Math.Abs(_other.Step - _best.Step) >= 0.66 * _widthBefore)
            {
                Step = _best.Step + (0.5 * (_other.Step - _best.Step));
            }

            _widthBefore = _width;
            _width = Math.Abs(_other.Step - _best.Step);
            _lower = Math.Min(_best.Step, _other.Step);
            _upper = Math.Max(_best.Step, _other.Step);
        }
        else
        {
            _lower = Step + (1.1 * (Step - _best.Step));
            _upper = Step + (4 * (Step - _best.Step));
        }

        Step = Math.Min(Math.Max(Step, _smallest), _largest);
        if (_bracketed && (Step <= _lower || Step >= _upper || _upper - _lower <= _precision * _upper))
        {
            Step = _best.Step;
        }
    }

    /// <summary>The next step by cubic and quadratic interpolation; keeps the interval that holds the minimum.</summary>
    private double Next(Point tried)
    {
        double turn = tried.Slope * Math.Sign(_best.Slope);
        double next;
        if (tried.Value > _best.Value)
        {
            double cubic = Cubic(_best, tried);
            double quadratic = _best.Step
                + (_best.Slope / (((_best.Value - tried.Value) / (tried.Step - _best.Step)) + _best.Slope) / 2 * (tried.Step - _best.Step));
            next = Math.Abs(cubic - _best.Step) < Math.Abs(quadratic - _best.Step) ? cubic : cubic + ((quadratic - cubic) / 2);
            _bracketed = true;
        }
        else if (turn < 0)
        {
            double cubic = Cubic(tried, _best);
            double secant = Secant(tried);
            next = Math.Abs(cubic - tried.Step) > Math.Abs(secant - tried.Step) ? cubic : secant;
            _bracketed = true;
        }
        else if (Math.Abs(tried.Slope) < Math.Abs(_best.Slope))
        {
            next = Flattening(tried);
        }
        else
        {
            next = _bracketed ? Cubic(tried, _other) : tried.Step > _best.Step ? _upper : _lower;
        }

        if (tried.Value > _best.Value)
        {
            _other = tried;
        }
        else
        {
            _other = turn < 0 ? _best : _other;
            _best = tried;
        }

        return next;
    }

    private double Flattening(Point tried)
    {
        double theta = Theta(_best, tried);
        double s = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(_best.Slope), Math.Abs(tried.Slope)));
        double gamma = s * Math.Sqrt(Math.Max(0, (theta / s * (theta / s)) - (_best.Slope / s * (tried.Slope / s))));
        gamma = tried.Step > _best.Step ? -gamma : gamma;
        double r = (gamma - tried.Slope + theta) / (gamma + (_best.Slope - tried.Slope) + gamma);
        double cubic = r < 0 && gamma != 0 ? tried.Step + (r * (_best.Step - tried.Step)) : tried.Step > _best.Step ? _upper : _lower;
        double secant = Secant(tried);
        bool cubicIsNearer = Math.Abs(cubic - tried.Step) < Math.Abs(secant - tried.Step);
        if (!_bracketed)
        {
            double far = Math.Abs(cubic - tried.Step) > Math.Abs(secant - tried.Step) ? cubic : secant;
            return Math.Max(_lower, Math.Min(_upper, far));
        }

        double near = cubicIsNearer ? cubic : secant;
        double limit = tried.Step + (0.66 * (_other.Step - tried.Step));
        return tried.Step > _best.Step ? Math.Min(limit, near) : Math.Max(limit, near);
    }

    private double Secant(Point tried) => tried.Step + (tried.Slope / (tried.Slope - _best.Slope) * (_best.Step - tried.Step));

    private static double Theta(Point a, Point b) => (3 * (a.Value - b.Value) / (b.Step - a.Step)) + a.Slope + b.Slope;

    /// <summary>The minimum of the cubic through two points, counted from the first of them.</summary>
    private static double Cubic(Point from, Point to)
    {
        double theta = Theta(from, to);
        double s = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(from.Slope), Math.Abs(to.Slope)));
        double gamma = s * Math.Sqrt((theta / s * (theta / s)) - (from.Slope / s * (to.Slope / s)));
        gamma = to.Step < from.Step ? -gamma : gamma;
        double r = (gamma - from.Slope + theta) / (gamma - from.Slope + gamma + to.Slope);
        return from.Step + (r * (to.Step - from.Step));
    }
}
