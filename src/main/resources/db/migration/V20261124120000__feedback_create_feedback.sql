CREATE TABLE feedback (
    id         uuid        NOT NULL,
    order_id   uuid        NOT NULL,
    rating     integer     NOT NULL,
    comment    text,
    actor      text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT feedback_pk PRIMARY KEY (id),
    CONSTRAINT feedback_once_per_order UNIQUE (order_id),
    CONSTRAINT feedback_rating CHECK (rating BETWEEN 1 AND 5),
    CONSTRAINT feedback_comment_length CHECK (length(comment) BETWEEN 1 AND 2000)
);

COMMENT ON TABLE feedback IS 'What buyers say about a confirmed order, once per order.';
