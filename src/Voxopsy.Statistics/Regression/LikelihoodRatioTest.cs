namespace Voxopsy.Statistics.Regression;

/// <summary>Whether a larger model explains more than chance would.</summary>
/// <param name="ChiSquared">The fall of the deviance, at least 0.</param>
/// <param name="DegreesOfFreedom">The number of coefficients more.</param>
/// <param name="P">The p value; 1 when the models have the same coefficients.</param>
public sealed record LikelihoodRatioTest(double ChiSquared, int DegreesOfFreedom, double P)
{
    /// <summary>Compares nested models.</summary>
    /// <param name="smaller">The deviance of the smaller model.</param>
    /// <param name="larger">The deviance of the larger model.</param>
    /// <param name="degreesOfFreedom">The number of coefficients that the larger has more.</param>
    public static LikelihoodRatioTest Of(double smaller, double larger, int degreesOfFreedom)
    {
        double statistic = Math.Max(0, smaller - larger);
        return new LikelihoodRatioTest(
            statistic, degreesOfFreedom, degreesOfFreedom == 0 ? 1 : Distributions.ChiSquared.Upper(statistic, degreesOfFreedom));
    }
}
