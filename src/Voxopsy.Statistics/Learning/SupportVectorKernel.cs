namespace Voxopsy.Statistics.Learning;

/// <summary>How alike two rows are, for a support vector machine.</summary>
/// <param name="Kind">The family.</param>
/// <param name="Gamma">Width of the radial kernel or factor of the polynomial one, positive; not used by the linear one.</param>
/// <param name="Degree">Degree of the polynomial.</param>
/// <param name="Offset">Constant of the polynomial.</param>
public sealed record SupportVectorKernel(KernelKind Kind, double Gamma = 1, int Degree = 3, double Offset = 0)
{
    /// <summary>The kernel of two rows.</summary>
    /// <returns>xᵀy; exp(−γ |x − y|²); (γ xᵀy + offset)^degree.</returns>
    public double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (Kind == KernelKind.Radial)
        {
            double squares = 0;
            for (int j = 0; j < x.Length; j++)
            {
                double difference = x[j] - y[j];
                squares += difference * difference;
            }

            return Math.Exp(-Gamma * squares);
        }

        double product = Numerics.VectorMath.Dot(x, y);
        return Kind == KernelKind.Linear ? product : Math.Pow((Gamma * product) + Offset, Degree);
    }
}
