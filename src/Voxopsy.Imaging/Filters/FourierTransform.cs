using System.Numerics;

namespace Voxopsy.Imaging.Filters;

/// <summary>The discrete Fourier transform of lines of any length.</summary>
/// <remarks>Source: Cooley and Tukey 1965 for powers of two; Bluestein 1970 for other lengths.</remarks>
public sealed class FourierTransform
{
    private readonly int _length;
    private readonly Complex[] _roots;
    private readonly FourierTransform? _padded;
    private readonly Complex[] _chirp = [];
    private readonly Complex[] _chirpSpectrum = [];

    /// <summary>Prepares a transform.</summary>
    /// <param name="length">Values a line, at least 1.</param>
    public FourierTransform(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _length = length;
        _roots = new Complex[length];
        for (int k = 0; k < length; k++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * k / length);
            _roots[k] = new Complex(cos, sin);
        }

        if (BitOperations.IsPow2(length))
        {
            return;
        }

        int size = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));
        _padded = new FourierTransform(size);
        _chirp = new Complex[length];
        _chirpSpectrum = new Complex[size];
        for (int k = 0; k < length; k++)
        {
            (double sin, double cos) = Math.SinCos(-Math.PI * ((long)k * k % (2 * length)) / length);
            _chirp[k] = new Complex(cos, sin);
            _chirpSpectrum[k] = Complex.Conjugate(_chirp[k]);
            _chirpSpectrum[(size - k) % size] = _chirpSpectrum[k];
        }

        _padded.Forward(_chirpSpectrum);
    }

    /// <summary>X[k] = Σ x[n] e^(−2πi kn/N), in place.</summary>
    /// <param name="line">The values.</param>
    public void Forward(Span<Complex> line)
    {
        if (_padded is null)
        {
            PowerOfTwo(line);
            return;
        }

        Complex[] work = new Complex[_chirpSpectrum.Length];
        for (int k = 0; k < _length; k++)
        {
            work[k] = line[k] * _chirp[k];
        }

        _padded.Forward(work);
        for (int k = 0; k < work.Length; k++)
        {
            work[k] *= _chirpSpectrum[k];
        }

        _padded.Inverse(work);
        for (int k = 0; k < _length; k++)
        {
            line[k] = work[k] * _chirp[k];
        }
    }

    /// <summary>The transform back, divided by the length, in place.</summary>
    /// <param name="line">The values.</param>
    public void Inverse(Span<Complex> line)
    {
        for (int k = 0; k < line.Length; k++)
        {
            line[k] = Complex.Conjugate(line[k]);
        }

        Forward(line);
        for (int k = 0; k < line.Length; k++)
        {
            line[k] = Complex.Conjugate(line[k]) / _length;
        }
    }

    private void PowerOfTwo(Span<Complex> line)
    {
        int bits = BitOperations.Log2((uint)_length);
        for (int k = 0; k < _length; k++)
        {
            int reversed = 0;
            for (int bit = 0; bit < bits; bit++)
            {
                reversed |= ((k >> bit) & 1) << (bits - 1 - bit);
            }

            if (reversed > k)
            {
                (line[k], line[reversed]) = (line[reversed], line[k]);
            }
        }

        for (int half = 1; half < _length; half *= 2)
        {
            int stride = _length / (2 * half);
            for (int start = 0; start < _length; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    Complex even = line[start + k];
                    Complex odd = line[start + k + half] * _roots[k * stride];
                    line[start + k] = even + odd;
                    line[start + k + half] = even - odd;
                }
            }
        }
    }
}
