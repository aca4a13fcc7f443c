namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Count, mean and sum of squared deviations of some numbers, which can be put together with those of others (Chan, Golub and LeVeque 1983, equation 1.5).</summary>
internal struct Moments
{
    private double _count;
    private double _squares;

    /// <summary>The mean; 0 of nothing.</summary>
    internal double Mean { get; private set; }

    /// <summary>The biased variance; 0 of nothing.</summary>
    internal readonly double Variance => _count == 0 ? 0 : _squares / _count;

    /// <summary>Takes in further numbers.</summary>
    internal void Add(double count, double mean, double squares)
    {
        double all = _count + count;
        double difference = mean - Mean;
        Mean += difference * count / all;
        _squares += squares + (difference * difference * _count * count / all);
        _count = all;
    }
}
