using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>A likelihood as a penalized path needs it: loss, slope and curvature along the linear predictor.</summary>
internal abstract class PathFamily(int rows, int blocks = 1)
{
    internal int RowCount { get; } = rows;

    /// <summary>Gets the mean negative log-likelihood of the last <see cref="Evaluate"/>, less that of a perfect fit.</summary>
    internal double Loss { get; private protected set; }

    /// <summary>Gets minus the loss's derivative by each row's linear predictor; block after block where a row has several.</summary>
    internal double[] Residual { get; } = new double[rows * blocks];

    /// <summary>Gets twice the rows' summed loss of the model without predictors.</summary>
    internal abstract double NullDeviance { get; }

    /// <summary>Gets the share of deviance explained beyond which glmnet's paths end.</summary>
    internal virtual double EnoughExplained => 0.999;

    internal double Deviance => 2 * RowCount * Loss;

    /// <summary>Computes loss and residuals.</summary>
    internal abstract void Evaluate(ReadOnlySpan<double> linearPredictor);

    /// <summary>Keeps the curvature of the last <see cref="Evaluate"/> until the next call.</summary>
    internal abstract void KeepCurvature();

    /// <summary>The kept curvature times a column that acts on one block of linear predictors.</summary>
    internal abstract void Curve(ReadOnlySpan<double> column, int block, Span<double> product);

    /// <summary>Whether the share of deviance explained grew too little to go on; glmnet measures this differently by family.</summary>
    internal abstract bool IsGrowthTooSmall(IReadOnlyList<double> ratios);

    /// <summary>The share of the sequence's logarithmic length that one penalty makes.</summary>
    internal virtual double LambdaStep(int count) => 1.0 / (count - 1);
}

/// <summary>The logistic likelihood.</summary>
internal sealed class BinomialPathFamily : PathFamily
{
    private readonly double[] _outcome;
    private readonly double[] _weight;
    private readonly double[] _kept;

    internal BinomialPathFamily(double[] outcome, bool hasIntercept)
        : base(outcome.Length)
    {
        _outcome = outcome;
        _weight = new double[outcome.Length];
        _kept = new double[outcome.Length];
        int events = (int)outcome.Sum();
        NullDeviance = hasIntercept ? LogisticRegression.NullDeviance(outcome.Length, events) : 2 * outcome.Length * Math.Log(2);
    }

    internal override double NullDeviance { get; }

    internal override void Evaluate(ReadOnlySpan<double> linearPredictor)
    {
        double share = 1.0 / RowCount;
        double loss = 0;
        for (int i = 0; i < linearPredictor.Length; i++)
        {
            double eta = linearPredictor[i];
            double e = Math.Exp(-Math.Abs(eta));
            double q = 1 / (1 + e);
            double p = eta >= 0 ? q : e * q;
            double against = _outcome[i] > 0.5 ? -eta : eta;
            // log(1 + e) loses digits only where the loss is below 1e-16 anyway.
            loss += Math.Max(against, 0) + Math.Log(1 + e);
            Residual[i] = (_outcome[i] - p) * share;
            _weight[i] = e * q * q * share;
        }

        Loss = loss * share;
    }

    internal override void KeepCurvature() => _weight.CopyTo(_kept, 0);

    internal override void Curve(ReadOnlySpan<double> column, int block, Span<double> product) => VectorMath.Multiply(column, _kept, product);

    internal override bool IsGrowthTooSmall(IReadOnlyList<double> ratios) => ratios[^1] - ratios[^2] < 1e-5;
}

/// <summary>The normal likelihood of an outcome of unit variance.</summary>
internal sealed class GaussianPathFamily(double[] outcome) : PathFamily(outcome.Length)
{
    internal override double NullDeviance { get; } = VectorMath.Dot(outcome, outcome);

    internal override void Evaluate(ReadOnlySpan<double> linearPredictor)
    {
        double share = 1.0 / RowCount;
        double loss = 0;
        for (int i = 0; i < linearPredictor.Length; i++)
        {
            double difference = outcome[i] - linearPredictor[i];
            loss += difference * difference;
            Residual[i] = difference * share;
        }

        Loss = loss * share / 2;
    }

    internal override void KeepCurvature()
    {
    }

    internal override void Curve(ReadOnlySpan<double> column, int block, Span<double> product)
    {
        double share = 1.0 / RowCount;
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = column[i] * share;
        }
    }

    internal override bool IsGrowthTooSmall(IReadOnlyList<double> ratios) => ratios[^1] - ratios[^2] < 1e-5 * ratios[^1];
}
