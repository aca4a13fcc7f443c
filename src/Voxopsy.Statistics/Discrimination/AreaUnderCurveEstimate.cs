namespace Voxopsy.Statistics.Discrimination;

/// <summary>An area under the ROC curve with its uncertainty.</summary>
/// <param name="Value">The area in [0, 1]: the share of event and non-event pairs in the right order, a tie counting one half.</param>
/// <param name="StandardError">Standard error; NaN when a class has one subject.</param>
/// <param name="Lower">Lower confidence limit, cut to [0, 1].</param>
/// <param name="Upper">Upper confidence limit, cut to [0, 1].</param>
public readonly record struct AreaUnderCurveEstimate(double Value, double StandardError, double Lower, double Upper)
{
    /// <summary>Gets the two-sided p value of the area being one half, from the normal distribution.</summary>
    public double PAgainstHalf => Distributions.Normal.TwoSidedP((Value - 0.5) / StandardError);

    /// <summary>The interval on the logit scale, which stays inside (0, 1) and suits areas near 1.</summary>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <returns>The same area and error with other limits; NaN limits when the area is 0 or 1.</returns>
    public AreaUnderCurveEstimate OnLogitScale(double level = 0.95)
    {
        if (Value is <= 0 or >= 1)
        {
            return this with { Lower = double.NaN, Upper = double.NaN };
        }

        double logit = Math.Log(Value / (1 - Value));
        double half = Distributions.Normal.Quantile(0.5 + (level / 2)) * StandardError / (Value * (1 - Value));
        return this with { Lower = 1 / (1 + Math.Exp(half - logit)), Upper = 1 / (1 + Math.Exp(-half - logit)) };
    }
}
