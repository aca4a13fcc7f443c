namespace Voxopsy.Statistics.Regression;

/// <summary>How much of the outcome a logistic model explains, in the four ways in use; 0 nothing, 1 all (Cox and Snell's ends below 1).</summary>
/// <param name="McFadden">1 − log-likelihood / log-likelihood of the intercept alone.</param>
/// <param name="CoxSnell">1 − exp(−likelihood-ratio χ² / n).</param>
/// <param name="Nagelkerke">Cox and Snell's over its largest possible value (Nagelkerke 1991, Biometrika 78:691).</param>
/// <param name="Tjur">Mean probability of events − mean probability of the others (Tjur 2009, Am Stat 63:366).</param>
public sealed record ExplainedVariation(double McFadden, double CoxSnell, double Nagelkerke, double Tjur)
{
    /// <summary>Computes all four.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="probabilities">Its probabilities of the rows that it was fitted to.</param>
    /// <param name="events">The outcome of those rows.</param>
    public static ExplainedVariation Of(LogisticModel model, ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        ArgumentNullException.ThrowIfNull(model);
        double ofEvents = 0;
        double ofOthers = 0;
        for (int i = 0; i < events.Length; i++)
        {
            ofEvents += events[i] ? probabilities[i] : 0;
            ofOthers += events[i] ? 0 : probabilities[i];
        }

        double coxSnell = 1 - Math.Exp((model.Deviance - model.NullDeviance) / model.RowCount);
        return new ExplainedVariation(
            1 - (model.Deviance / model.NullDeviance),
            coxSnell,
            coxSnell / (1 - Math.Exp(-model.NullDeviance / model.RowCount)),
            (ofEvents / model.EventCount) - (ofOthers / (model.RowCount - model.EventCount)));
    }
}
