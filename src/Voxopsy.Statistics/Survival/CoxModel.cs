using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Survival;

/// <summary>A place of the cumulative baseline hazard.</summary>
/// <param name="Time">A time at which someone had the event or was last seen.</param>
/// <param name="Hazard">The cumulative hazard there with all predictors at 0.</param>
public readonly record struct BaselineHazard(double Time, double Hazard);

/// <summary>A fitted Cox regression: hazard = baseline hazard × exp(Σ coefficient × predictor).</summary>
public sealed record CoxModel
{
    private CoxModel(SurvivalOutcome outcome, CoxLikelihood likelihood, double[] standardized)
    {
        Outcome = outcome;
        Likelihood = likelihood;
        Standardized = standardized;
    }

    /// <summary>Gets the names of the predictors.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Gets the change of the log hazard per unit of each predictor.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>Gets the covariance of the coefficients.</summary>
    public required Matrix Covariance { get; init; }

    /// <summary>Gets the logarithm of the partial likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Gets the same with all coefficients 0.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>Gets the score test of all coefficients.</summary>
    public required LikelihoodRatioTest ScoreTest { get; init; }

    /// <summary>Gets the cumulative baseline hazard, ascending in time.</summary>
    public required ImmutableArray<BaselineHazard> Baseline { get; init; }

    /// <summary>Gets events − expected events of each subject.</summary>
    public required ImmutableArray<double> MartingaleResiduals { get; init; }

    /// <summary>Gets the standard error of each coefficient.</summary>
    public ImmutableArray<double> StandardErrors => [.. Enumerable.Range(0, Coefficients.Length).Select(j => Math.Sqrt(Covariance[j, j]))];

    /// <summary>Gets each coefficient over its standard error.</summary>
    public ImmutableArray<double> Z => [.. Coefficients.Zip(StandardErrors, (coefficient, error) => coefficient / error)];

    /// <summary>Gets the two-sided Wald p value of each coefficient.</summary>
    public ImmutableArray<double> P => [.. Z.Select(Normal.TwoSidedP)];

    /// <summary>Gets the likelihood-ratio test of all coefficients.</summary>
    public LikelihoodRatioTest LikelihoodRatio => LikelihoodRatioTest.Of(-2 * NullLogLikelihood, -2 * LogLikelihood, Coefficients.Length);

    /// <summary>Gets the Wald test of all coefficients.</summary>
    public WaldTest Wald => WaldTest.Of([.. Coefficients], Covariance, [.. Enumerable.Range(0, Coefficients.Length)]);

    /// <summary>Gets Akaike's criterion.</summary>
    public double Aic => (-2 * LogLikelihood) + (2 * Coefficients.Length);

    internal SurvivalOutcome Outcome { get; }

    internal CoxLikelihood Likelihood { get; }

    internal double[] Standardized { get; }

    /// <summary>Hazard ratios with Wald intervals: exp(coefficient ± z × standard error).</summary>
    /// <param name="level">Coverage of the intervals, within (0, 1).</param>
    public ImmutableArray<CoefficientInterval> HazardRatios(double level = 0.95)
    {
        double z = Normal.Quantile(0.5 + (level / 2));
        ImmutableArray<double> errors = StandardErrors;
        return [.. Coefficients.Select((b, j) => new CoefficientInterval(Names[j], Math.Exp(b), Math.Exp(b - (z * errors[j])), Math.Exp(b + (z * errors[j]))))];
    }

    /// <summary>The log hazard ratio of every row against predictors of 0.</summary>
    public double[] LinearPredictor(Matrix predictors)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        return predictors.Multiply(Coefficients.AsSpan());
    }

    /// <summary>The probability of a row to be without the event after a time.</summary>
    /// <param name="linearPredictor">Its log hazard ratio.</param>
    /// <param name="time">The time.</param>
    public double Survival(double linearPredictor, double time)
    {
        double hazard = 0;
        foreach (BaselineHazard place in Baseline)
        {
            hazard = place.Time <= time ? place.Hazard : hazard;
        }

        return Math.Exp(-hazard * Math.Exp(linearPredictor));
    }

    internal static CoxModel Of(
        Matrix predictors,
        SurvivalOutcome outcome,
        ImmutableArray<string> names,
        CoxTies ties,
        CoxLikelihood likelihood,
        double[] standardized,
        CoxLikelihood.Evaluation at,
        CoxLikelihood.Evaluation start)
    {
        int size = standardized.Length;
        Cholesky.TryFactor(Matrix.FromColumnMajor(size, size, at.Information), out Cholesky? factor);
        Cholesky.TryFactor(Matrix.FromColumnMajor(size, size, start.Information), out Cholesky? first);
        Matrix inverse = factor!.Inverse();
        double[] covariance = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                covariance[(j * size) + i] = inverse[i, j] / likelihood.Scales[i] / likelihood.Scales[j];
            }
        }

        double[] coefficients = [.. standardized.Select((value, j) => value / likelihood.Scales[j])];
        double score = VectorMath.Dot(start.Score, first!.Solve(start.Score));
        (ImmutableArray<BaselineHazard> baseline, ImmutableArray<double> residuals) = Hazards(outcome, predictors.Multiply(coefficients), ties);
        return new CoxModel(outcome, likelihood, standardized)
        {
            Names = names,
            Coefficients = [.. coefficients],
            Covariance = Matrix.FromColumnMajor(size, size, covariance),
            LogLikelihood = at.Value,
            NullLogLikelihood = start.Value,
            ScoreTest = new LikelihoodRatioTest(score, size, ChiSquared.Upper(score, size)),
            Baseline = baseline,
            MartingaleResiduals = residuals,
        };
    }

    private static (ImmutableArray<BaselineHazard> Baseline, ImmutableArray<double> Residuals) Hazards(SurvivalOutcome outcome, double[] linear, CoxTies ties)
    {
        double[] hazard = Array.ConvertAll(linear, Math.Exp);
        double atRisk = hazard.Sum();
        double cumulative = 0;
        ImmutableArray<BaselineHazard>.Builder baseline = ImmutableArray.CreateBuilder<BaselineHazard>();
        double[] residuals = new double[hazard.Length];
        for (int i = 0; i < outcome.Count;)
        {
            double time = outcome.Times[outcome.Order[i]];
            int first = i;
            double dead = 0;
            int deaths = 0;
            double leaving = 0;
            for (; i < outcome.Count && outcome.Times[outcome.Order[i]] == time; i++)
            {
                int row = outcome.Order[i];
                leaving += hazard[row];
                (dead, deaths) = outcome.Events[row] ? (dead + hazard[row], deaths + 1) : (dead, deaths);
            }

            double step = 0;
            double ofTheDead = 0;
            for (int k = 0; k < deaths; k++)
            {
                double share = ties == CoxTies.Efron ? (double)k / deaths : 0;
                step += 1 / (atRisk - (share * dead));
                ofTheDead += (1 - share) / (atRisk - (share * dead));
            }

            for (int a = first; a < i; a++)
            {
                int row = outcome.Order[a];
                residuals[row] = outcome.Events[row] ? 1 - (hazard[row] * (cumulative + ofTheDead)) : -hazard[row] * (cumulative + step);
            }

            cumulative += step;
            baseline.Add(new BaselineHazard(time, cumulative));
            atRisk -= leaving;
        }

        return (baseline.ToImmutable(), [.. residuals]);
    }
}
