namespace Voxopsy.Statistics.Preprocessing;

/// <summary>How chained equations are run.</summary>
public sealed record ChainedSettings
{
    /// <summary>Gets how many columns explain each incomplete one: those most correlated with it; at least 1.</summary>
    public int Predictors { get; init; } = 10;

    /// <summary>Gets the largest number of rounds through all incomplete columns, at least 1.</summary>
    public int Rounds { get; init; } = 20;

    /// <summary>Gets the ridge penalty on standardized predictors as a share of the number of rows, positive; it keeps collinear columns solvable.</summary>
    public double Penalty { get; init; } = 1e-3;

    /// <summary>Gets the change, in standard deviations of the column, below which rounds end.</summary>
    public double Tolerance { get; init; } = 1e-4;
}
