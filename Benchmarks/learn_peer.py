"""What learning one tag costs with scikit-learn, at the settings of arxiv-sanity-lite.

    learn_peer.py BULK.json WANTED.txt UNWANTED.txt

BULK.json holds papers as arXiv's metadata has them, a line each; the other files hold ids. Words are
counted and weighed, one tag is learned from the marks with every other paper taken as unwanted, and
every paper is scored. Prints the ten best.
"""

import json
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

papers = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
texts = [f"{paper['title']} {paper['abstract']} {paper['authors']}" for paper in papers]
vectorizer = TfidfVectorizer(
    strip_accents="unicode", lowercase=True, analyzer="word", stop_words="english",
    token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b", ngram_range=(1, 2), max_features=20000,
    norm="l2", use_idf=True, smooth_idf=True, sublinear_tf=True, max_df=0.1, min_df=5)
x = vectorizer.fit_transform(texts).astype(np.float32)
wanted = set(open(sys.argv[2]).read().split())
y = np.array([paper["id"] in wanted for paper in papers], np.float32)
model = LinearSVC(class_weight="balanced", max_iter=10000, tol=1e-6, C=0.01)
model.fit(x, y)
scores = model.decision_function(x)
for place in np.argsort(-scores)[:10]:
    print(papers[place]["id"], round(float(scores[place]), 3))
