namespace Voxopsy.Tensors.Schedules;

/// <summary>A learning rate that falls when a watched value (such as the validation loss) has not fallen for a while. Immutable: each value gives the next state.</summary>
public sealed record PlateauRate
{
    /// <summary>The rate now.</summary>
    public required double Rate { get; init; }

    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Values without a fall that are borne.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>A fall must be larger than this share of the best value.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>The least rate.</summary>
    public double Least { get; init; }

    /// <summary>The best value so far.</summary>
    public double Best { get; init; } = double.PositiveInfinity;

    /// <summary>Values since the best.</summary>
    public int Waited { get; init; }

    /// <summary>The state after one more value.</summary>
    public PlateauRate After(double value)
    {
        if (value < Best * (1 - Threshold))
        {
            return this with { Best = value, Waited = 0 };
        }

        return Waited < Patience ? this with { Waited = Waited + 1 } : this with { Waited = 0, Rate = Math.Max(Least, Rate * Factor) };
    }
}
