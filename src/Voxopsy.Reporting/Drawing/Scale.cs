using System.Collections.Immutable;

namespace Voxopsy.Reporting.Drawing;

/// <summary>Carries values to pixels.</summary>
internal abstract record Scale
{
    /// <summary>The pixel of a value; a value outside the scale lies outside its pixels.</summary>
    internal abstract double At(double value);

    /// <summary>Values that deserve a tick, rising, with their text.</summary>
    internal abstract ImmutableArray<Tick> Ticks { get; }
}

/// <summary>A value on an axis and how it is written.</summary>
internal readonly record struct Tick(double Value, string Text);

/// <summary>Equal steps take equal lengths.</summary>
/// <param name="From">Value at <paramref name="Start"/>.</param>
/// <param name="To">Value at <paramref name="End"/>, other than <paramref name="From"/>.</param>
/// <param name="Start">First pixel.</param>
/// <param name="End">Last pixel; smaller than <paramref name="Start"/> when values rise upwards.</param>
internal sealed record LinearScale(double From, double To, double Start, double End) : Scale
{
    internal override double At(double value) => Start + ((value - From) / (To - From) * (End - Start));

    internal override ImmutableArray<Tick> Ticks => TickChoice.Linear(Math.Min(From, To), Math.Max(From, To), TickChoice.CountFor(Math.Abs(End - Start)));
}

/// <summary>Equal ratios take equal lengths.</summary>
/// <param name="From">Value at <paramref name="Start"/>, above 0.</param>
/// <param name="To">Value at <paramref name="End"/>, above 0 and other than <paramref name="From"/>.</param>
/// <param name="Start">First pixel.</param>
/// <param name="End">Last pixel.</param>
internal sealed record LogScale(double From, double To, double Start, double End) : Scale
{
    internal override double At(double value) => Start + (Math.Log(value / From) / Math.Log(To / From) * (End - Start));

    internal override ImmutableArray<Tick> Ticks => TickChoice.Logarithmic(Math.Min(From, To), Math.Max(From, To), TickChoice.CountFor(Math.Abs(End - Start)));
}

/// <summary>Categories side by side, each with the same room.</summary>
/// <param name="Count">Number of categories.</param>
/// <param name="Start">First pixel.</param>
/// <param name="End">Last pixel.</param>
internal sealed record CategoryScale(int Count, double Start, double End)
{
    /// <summary>Room for one category, in pixels.</summary>
    internal double Band => Count == 0 ? 0 : (End - Start) / Count;

    /// <summary>The middle of the category at a position.</summary>
    internal double At(int position) => Start + ((position + 0.5) * Band);
}
