namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The logistic curve and its logarithms, exact far out on both sides.</summary>
internal static class LogisticFunction
{
    /// <summary>1 / (1 + exp(−x)).</summary>
    internal static double Probability(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>The linear predictor of a probability: log(p / (1 − p)).</summary>
    internal static double Logit(double p) => Math.Log(p / (1 - p));

    /// <summary>log(1 + exp(x)).</summary>
    internal static double SoftPlus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>log(1 + x) for x ≥ 0, exact for small x (Kahan's correction of the rounded sum).</summary>
    internal static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
