namespace Voxopsy.Study.Results;

/// <summary>A number with its interval.</summary>
/// <param name="Value">The estimate; <see cref="double.NaN"/> when undefined.</param>
/// <param name="Lower">Lower limit of the 95% interval; <see cref="double.NaN"/> when there is none.</param>
/// <param name="Upper">Upper limit of the 95% interval; <see cref="double.NaN"/> when there is none.</param>
public sealed record Estimate(double Value, double Lower, double Upper)
{
    /// <summary>Gets the estimate that says nothing.</summary>
    public static Estimate Undefined { get; } = new(double.NaN, double.NaN, double.NaN);
}
