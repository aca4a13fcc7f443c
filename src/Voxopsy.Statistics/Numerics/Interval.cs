namespace Voxopsy.Statistics.Numerics;

/// <summary>A confidence interval.</summary>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
public readonly record struct Interval(double Lower, double Upper);
