# Rscript tests/reference/proportional-odds/make.R   from the root of the checkout; writes expected.csv beside this file
suppressMessages({library(MASS); library(rms)}); options(digits = 17)
d <- read.csv("samples/tables/follow-up.csv"); d$grade <- factor(d$grade)
m <- polr(grade ~ marker + size_mm + arm, d, Hess = TRUE, control = list(reltol = 1e-16, maxit = 2000))
l <- lrm(grade ~ marker + size_mm + arm, d, tol = 1e-13, maxit = 200, eps = 1e-13)   # analytic information: better standard errors
k <- length(m$zeta); p <- length(coef(m)); se <- sqrt(diag(vcov(l)))
out <- data.frame(quantity = c(rep("coefficient", p), rep("cut_point", k), rep("se", p), rep("se_cut", k), "deviance"),
  key = c(names(coef(m)), names(m$zeta), names(coef(m)), names(m$zeta), ""), value = c(coef(m), m$zeta, se[k + 1:p], se[1:k], deviance(m)))
write.csv(out, "tests/reference/proportional-odds/expected.csv", row.names = FALSE, quote = FALSE)
