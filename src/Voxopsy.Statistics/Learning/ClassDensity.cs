using System.Collections.Immutable;

namespace Voxopsy.Statistics.Learning;

/// <summary>A class as a normal distribution, for quadratic discriminant analysis.</summary>
/// <param name="LogPrior">Logarithm of the class's share in training.</param>
/// <param name="Mean">The mean of each feature.</param>
/// <param name="Root">The lower triangular root of the covariance, by rows, as long as there are features.</param>
/// <param name="LogDeterminant">Logarithm of the covariance's determinant.</param>
public sealed record ClassDensity(double LogPrior, ImmutableArray<double> Mean, ImmutableArray<double> Root, double LogDeterminant);
